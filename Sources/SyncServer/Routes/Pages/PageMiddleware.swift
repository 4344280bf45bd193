import FieldModel
import HTTPTypes
import Hummingbird
import Logging
import SyncCore

/// Gives pages the headers that keep them safe, and makes of everything that their routes throw a page in
/// words.
struct PageMiddleware: RouterMiddleware {
    let gate: PageGate

    func handle(
        _ request: Request,
        context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        guard request.isForPage else { return try await next(request, context) }
        var response: Response
        do {
            response = try await next(request, context)
        } catch PageRefusal.signInNeeded {
            response = try await signIn(request)
        } catch {
            response = page(for: error, request, context)
        }
        for (name, value) in Self.headers + [(.contentSecurityPolicy, policy)]
        where response.headers[name] == nil {
            response.headers[name] = value
        }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    private static let headers: [(HTTPTypes.HTTPField.Name, String)] = [
        (.xContentTypeOptions, "nosniff"),
        (.referrerPolicy, "same-origin"),
        (.crossOriginOpenerPolicy, "same-origin"),
        (.crossOriginResourcePolicy, "same-origin"),
        (.permissionsPolicy, "camera=(), geolocation=(), microphone=()"),
    ]

    /// Nothing but what this server serves, and the map's ground from where the administrator has chosen; no
    /// script in a page, no frame around it.
    ///
    /// Source: W3C, *Content Security Policy Level 3*.
    private var policy: String {
        let ground = gate.tiles.map { " " + $0.origin } ?? ""
        return
            "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self'; "
            + "frame-ancestors 'none'; img-src 'self' data:\(ground); script-src 'self'; style-src 'self'"
    }

    /// What was typed in a space when the session had ended is kept in the page, to be sent once more;
    /// elsewhere there are passwords among it.
    private func signIn(_ request: Request) async throws -> Response {
        let here = LocalAddress(request.uri.string)
        guard request.method == .post else {
            return .redirect(to: here.path == "/" ? "/sign-in" : "/sign-in?then=\(here.escaped)")
        }
        let isKept = request.isFromOwnPage && here.path.hasPrefix("/spaces/")
        let kept = isKept ? try? await PageGate.body(of: request) : nil
        let word = isKept ? "sessionEnded" : "sessionEndedNothingKept"
        return try await gate.signInPage(
            request,
            status: .unauthorized,
            message: .bad(gate.library.word(word, in: request.language)),
            then: isKept ? here : LocalAddress("/"),
            kept: kept
        )
    }

    private func page(for error: any Error, _ request: Request, _ context: ServerContext) -> Response {
        let problem = Problem(error)
        if problem == .failed {
            // The type of an error is safe to log, what it carries may not be.
            context.logger.error("request failed", metadata: ["error": "\(type(of: error))"])
        }
        var text = gate.library.word(problem.words, in: request.language)
        if case .tooMany(let seconds) = problem { text += " \(seconds)." }
        let view = ProblemView(text: text, reference: problem == .failed ? context.id : nil)
        var response = gate.page(
            .problem,
            titled: problem.words + "Title",
            request,
            status: problem.status,
            for: nil,
            showing: view
        )
        if case .tooMany(let seconds) = problem { response.headers[.retryAfter] = "\(seconds)" }
        return response
    }

    /// What is told to a person of an error.
    private enum Problem: Equatable {
        case notFound, linkNotValid, formNotOurs, formNotRead, unavailable, failed
        case tooMany(seconds: Int)

        init(_ error: any Error) {
            switch error {
            case let error as Refusal: self.init(error)
            case let error as StoreError: self.init(Refusal(error))
            case let error as ServerError: self.init(Refusal(error))
            case let error as HTTPError where error.status == .notFound: self = .notFound
            case let error as HTTPError where error.status == .badRequest: self = .formNotRead
            case SignInRefusal.linkNotValid: self = .linkNotValid
            case PageRefusal.formNotOurs: self = .formNotOurs
            case PageRefusal.formNotRead: self = .formNotRead
            default: self = .failed
            }
        }

        private init(_ refusal: Refusal) {
            self =
                switch refusal {
                case .unknownPath, .unknownSpace, .unknownRecord, .unknownKind, .unknownField, .unknownBlob:
                    .notFound
                case .tooManyRequests(let seconds): .tooMany(seconds: seconds)
                case .malformed, .bodyTooLarge: .formNotRead
                case .storeBusy, .diskFull, .shuttingDown, .overloaded: .unavailable
                default: .failed
                }
        }

        /// The name of its sentence among the pages' words; its title's has `Title` behind it.
        var words: String {
            switch self {
            case .notFound: "notFound"
            case .linkNotValid: "linkNotValid"
            case .formNotOurs: "formNotOurs"
            case .formNotRead: "formNotRead"
            case .unavailable: "unavailable"
            case .failed: "failed"
            case .tooMany: "tooMany"
            }
        }

        var status: HTTPResponse.Status {
            switch self {
            case .notFound, .linkNotValid: .notFound
            case .formNotOurs: .forbidden
            case .formNotRead: .badRequest
            case .unavailable: .serviceUnavailable
            case .failed: .internalServerError
            case .tooMany: .tooManyRequests
            }
        }
    }
}
