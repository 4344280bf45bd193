import FieldModel
import HTTPTypes
import Hummingbird

/// `/account`: what a person has, and the person's password.
struct AccountRoutes: Sendable {
    let gate: PageGate

    private var signIn: SignIn { gate.signIn }

    func add(to router: Router<ServerContext>) {
        router.get("account") { request, _ in page(request, try await gate.signedIn(request)) }
        router.post("account/password") { request, _ in try await change(request) }
        router.post("account/sign-out-everywhere") { request, _ in try await leaveEverywhere(request) }
    }

    private func page(
        _ request: Request,
        _ person: SignedIn,
        status: HTTPResponse.Status = .ok,
        message: MessageView? = nil
    ) -> Response {
        let content = AccountView(
            message: message,
            pseudonym: person.account.pseudonym,
            spaces: person.spaces.map {
                AccountView.SpaceView(
                    name: $0.space.name,
                    rights: gate.library.rights($0, in: request.language)
                )
            }
        )
        return gate.page(
            .account,
            titled: "account",
            request,
            status: status,
            place: .account,
            for: person,
            showing: content
        )
    }

    private struct PasswordForm: Decodable {
        let former: String
        let password: String
        let repeated: String
    }

    private func change(_ request: Request) async throws -> Response {
        let person = try await gate.signedIn(request)
        let form = try await gate.form(PasswordForm.self, of: person, request)
        let (library, language) = (gate.library, request.language)
        do {
            let session = try await signIn.change(
                from: form.former,
                to: form.password,
                repeated: form.repeated,
                of: person
            )
            let present = try await signIn.person(behind: session)
            let text = library.word("passwordChanged", in: language)
            var response = page(request, present ?? person, message: .good(text))
            response.setCookie(PageCookie.session(session))
            return response
        } catch SignInRefusal.notValid {
            let text = library.word("formerPasswordWrong", in: language)
            return page(request, person, status: .unprocessableContent, message: .bad(text))
        } catch SignInRefusal.password(let fault) {
            let text = library.words(for: fault, in: language)
            return page(request, person, status: .unprocessableContent, message: .bad(text))
        }
    }

    private func leaveEverywhere(_ request: Request) async throws -> Response {
        let person = try await gate.signedIn(request)
        try await gate.checkForm(of: person, request)
        try await signIn.signOutEverywhere(person)
        let content = SignInView(
            message: .good(gate.library.word("signedOutEverywhere", in: request.language)),
            then: "/",
            pseudonym: ""
        )
        var response = gate.page(.signIn, titled: "signIn", request, for: nil, showing: content)
        response.setCookie(PageCookie.noSession)
        return response
    }
}
