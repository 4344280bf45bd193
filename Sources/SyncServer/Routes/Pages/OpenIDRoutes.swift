import HTTPTypes
import Hummingbird
import Logging
import SyncCore

/// `/sign-in/city`: to the city's own sign-in, and back.
struct OpenIDRoutes: Sendable {
    let gate: PageGate

    private static let beginPath = "/sign-in/city"

    /// Where a sign-in begins that leads on to a page.
    static func path(then: LocalAddress) -> String {
        then.path == "/" ? beginPath : "\(beginPath)?then=\(then.escaped)"
    }

    func add(to router: Router<ServerContext>) {
        router.get("sign-in/city") { request, context in try await begin(request, context) }
        router.get("sign-in/city/answer") { request, context in try await end(request, context) }
    }

    private func begin(_ request: Request, _ context: ServerContext) async throws -> Response {
        let then = LocalAddress(request.query["then"])
        do {
            let (attempt, address) = try await gate.city.begin(then: then, language: request.language)
            var response = Response.redirect(to: address)
            response.setCookie(PageCookie.attempt(attempt))
            return response
        } catch let refusal as OpenIDRefusal {
            return try await page(for: refusal, request, context, then: then)
        }
    }

    private func end(_ request: Request, _ context: ServerContext) async throws -> Response {
        let attempt = request.cookies[PageCookie.attempt].flatMap { SignInAttempt(cookie: $0.value) }
        let then = attempt?.then ?? LocalAddress("/")
        var response: Response
        do {
            let answer = request.query
            let (pseudonym, session) = try await gate.city.end(attempt, answer: answer, from: context.address)
            context.visitor.note(pseudonym)
            context.visitor.did(.signedIn)
            response = .redirect(to: then.path)
            let person = try await gate.signIn.person(behind: session)
            for cookie in PageCookie.entered(session, person) { response.setCookie(cookie) }
        } catch let refusal as OpenIDRefusal {
            response = try await page(for: refusal, request, context, then: then)
        }
        // Whatever came of it, the attempt is over.
        response.setCookie(PageCookie.noAttempt)
        return response
    }

    /// The page to sign in on, with what happened; the log tells the administrator which of the reasons it
    /// was, and nothing of the person.
    private func page(
        for refusal: OpenIDRefusal,
        _ request: Request,
        _ context: ServerContext,
        then: LocalAddress
    ) async throws -> Response {
        guard refusal != .notSetUp else { throw Refusal.unknownPath }
        context.logger.warning("city sign-in refused", metadata: ["reason": "\(refusal)"])
        let (word, status): (String, HTTPResponse.Status) =
            switch refusal {
            case .notSetUp, .notBegunHere: ("cityNotBegunHere", .badRequest)
            case .declined: ("cityDeclined", .unauthorized)
            case .notReached: ("cityNotReached", .badGateway)
            case .notUnderstood, .codeRefused, .notVerified: ("cityNotVerified", .badGateway)
            case .noAccount: ("cityNoAccount", .forbidden)
            }
        return try await gate.signInPage(
            request,
            status: status,
            message: .bad(gate.library.word(word, in: request.language)),
            then: then
        )
    }
}
