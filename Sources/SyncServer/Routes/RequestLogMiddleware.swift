import Dispatch
import Hummingbird
import Logging

/// Logs and counts each request: its id, method, route pattern, status and duration; never the path, since
/// that may name a record, nor anything that was sent.
struct RequestLogMiddleware: RouterMiddleware {
    let meters: ServerMeters

    func handle(
        _ request: Request,
        context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let start = DispatchTime.now().uptimeNanoseconds
        let response = try await next(request, context)
        let nanoseconds = Int64(DispatchTime.now().uptimeNanoseconds - start)
        let route = context.endpointPath ?? "none"
        meters.answered(
            method: request.method.rawValue,
            route: route,
            status: response.status.code,
            nanoseconds: nanoseconds
        )
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method.rawValue)",
                "route": "\(route)",
                "status": "\(response.status.code)",
                "milliseconds": "\(nanoseconds / 1_000_000)",
            ]
        )
        return response
    }
}
