import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import SyncCore

/// Turns everything that the routes throw into a problem document.
struct ProblemMiddleware: RouterMiddleware {
    let nonces: Nonces

    func handle(
        _ request: Request,
        context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let refusal = Self.refusal(error)
            if refusal == .failed {
                // The type of an error is safe to log, what it carries may not be.
                context.logger.error("request failed", metadata: ["error": "\(type(of: error))"])
            }
            var response = try Response(
                refusal.problem(nonces: nonces),
                retryAfterSeconds: refusal.retryAfterSeconds
            )
            if case .methodNotAllowed(let allowed) = refusal {
                response.headers[.allow] = allowed.joined(separator: ", ")
            }
            if refusal == .failed { response.headers[.requestID] = context.id }
            return response
        }
    }

    private static func refusal(_ error: any Error) -> Refusal {
        switch error {
        case let error as Refusal: error
        case let error as WireError: Refusal(error)
        case let error as StoreError: Refusal(error)
        case let error as ServerError: Refusal(error)
        case is NIOTooManyBytesError: .bodyTooLarge(limit: ServerLimits.requestBytes)
        case let error as HTTPError where error.status == .notFound: .unknownPath
        case let error as HTTPError where error.status == .badRequest: .malformed(.message("request"))
        default: .failed
        }
    }
}

extension Response {
    init(_ problem: Problem, retryAfterSeconds: Int? = nil) throws {
        var headers: HTTPTypes.HTTPFields = [.contentType: Problem.mediaType]
        if let retryAfterSeconds { headers[.retryAfter] = "\(retryAfterSeconds)" }
        if problem.code == .unauthorised { headers[.wwwAuthenticate] = "Bearer" }
        self.init(
            status: HTTPResponse.Status(code: problem.status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try problem.encoded()))
        )
    }
}
