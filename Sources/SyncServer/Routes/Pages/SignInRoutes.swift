import FieldModel
import HTTPTypes
import Hummingbird

/// `/sign-in`, `/welcome/{link}`, `/sign-out`, `/language`: in and out.
struct SignInRoutes: Sendable {
    let gate: PageGate

    private var signIn: SignIn { gate.signIn }

    func add(to router: Router<ServerContext>) {
        router.get("sign-in") { request, _ in try await form(request) }
        router.post("sign-in") { request, context in try await enter(request, context) }
        router.post("sign-in/resume") { request, _ in try await resume(request) }
        router.post("sign-out") { request, _ in try await leave(request) }
        router.get("welcome/{link}") { request, context in try await welcome(request, context) }
        router.post("welcome/{link}") { request, context in try await choose(request, context) }
        router.post("language") { request, _ in try await speak(request) }
    }

    // MARK: Sign-in

    private struct SignInForm: Decodable {
        let pseudonym: String
        let password: String
        let then: String?
        /// A form that was sent when the session had ended.
        let kept: String?
    }

    private func form(_ request: Request) async throws -> Response {
        let then = LocalAddress(request.parameter("then").map(String.init))
        guard try await gate.person(request) == nil else { return .redirect(to: then.path) }
        return try await gate.signInPage(request, then: then)
    }

    private func enter(_ request: Request, _ context: ServerContext) async throws -> Response {
        let form = try await gate.form(SignInForm.self, request)
        let then = LocalAddress(form.then)
        do {
            let session = try await signIn.signIn(
                form.pseudonym,
                password: form.password,
                from: context.address
            )
            context.visitor.note(form.pseudonym)
            return try await entered(session, request, then: then, kept: form.kept)
        } catch SignInRefusal.notValid {
            let text = gate.library.word("notSignedIn", in: request.language)
            return try await gate.signInPage(
                request,
                status: .unauthorized,
                message: .bad(text),
                then: then,
                pseudonym: form.pseudonym,
                kept: form.kept
            )
        }
    }

    /// Goes on, in the person's own language.
    private func entered(
        _ session: Secret,
        _ request: Request,
        then: LocalAddress,
        kept: String? = nil
    ) async throws -> Response {
        let person = try await signIn.person(behind: session)
        var response = Response.redirect(to: then.path)
        if let kept, !kept.isEmpty, let person {
            response = resume(kept, to: then, of: person, request)
        }
        for cookie in PageCookie.entered(session, person) { response.setCookie(cookie) }
        return response
    }

    private struct ResumeForm: Decodable {
        let then: String
        let kept: String
    }

    /// Goes on with what was typed, once the person has signed in in another tab.
    private func resume(_ request: Request) async throws -> Response {
        let form = try await gate.form(ResumeForm.self, request)
        let then = LocalAddress(form.then)
        guard let person = try await gate.person(request) else {
            return try await gate.signInPage(
                request,
                status: .unauthorized,
                message: .bad(gate.library.word("notSignedInYet", in: request.language)),
                then: then,
                kept: form.kept
            )
        }
        return resume(form.kept, to: then, of: person, request)
    }

    private func resume(
        _ kept: String,
        to then: LocalAddress,
        of person: SignedIn,
        _ request: Request
    ) -> Response {
        gate.page(
            .resume,
            titled: "resume",
            request,
            for: person,
            in: person.account.language,
            showing: ResumeView(FormFields(kept), to: then)
        )
    }

    // MARK: Sign-out

    private func leave(_ request: Request) async throws -> Response {
        if let person = try await gate.person(request) {
            try await gate.checkForm(of: person, request)
            try await signIn.signOut(person)
        }
        let text = gate.library.word("signedOut", in: request.language)
        var response = try await gate.signInPage(request, message: .good(text), then: LocalAddress("/"))
        response.setCookie(PageCookie.noSession)
        return response
    }

    // MARK: Welcome

    private struct PasswordForm: Decodable {
        let password: String
        let repeated: String
    }

    private func welcome(_ request: Request, _ context: ServerContext) async throws -> Response {
        let account = try await account(context)
        return welcome(request, account, message: nil)
    }

    private func choose(_ request: Request, _ context: ServerContext) async throws -> Response {
        let form = try await gate.form(PasswordForm.self, request)
        do {
            let session = try await signIn.choose(
                form.password,
                repeated: form.repeated,
                by: Self.link(context),
                from: context.address
            )
            return try await entered(session, request, then: LocalAddress("/"))
        } catch SignInRefusal.password(let fault) {
            let text = gate.library.words(for: fault, in: request.language)
            return welcome(
                request,
                try await account(context),
                status: .unprocessableContent,
                message: .bad(text)
            )
        }
    }

    private func welcome(
        _ request: Request,
        _ account: Account,
        status: HTTPResponse.Status = .ok,
        message: MessageView?
    ) -> Response {
        let content = WelcomeView(message: message, pseudonym: account.pseudonym)
        return gate.page(
            .welcome,
            titled: "welcome",
            request,
            status: status,
            for: nil,
            showing: content
        )
    }

    private func account(_ context: ServerContext) async throws -> Account {
        try await signIn.account(ofLink: Self.link(context), from: context.address)
    }

    private static func link(_ context: ServerContext) -> Secret {
        Secret(context.parameters.get("link") ?? "")
    }

    // MARK: Language

    private struct LanguageForm: Decodable {
        let language: String
        let then: String?
    }

    private func speak(_ request: Request) async throws -> Response {
        let form = try await gate.form(LanguageForm.self, request)
        guard let language = Language(rawValue: form.language) else { throw PageRefusal.formNotRead }
        if let person = try await gate.person(request) {
            let database = signIn.host.database
            try await StoreThreads.run { try database.setLanguage(language, of: person.account) }
        }
        var response = Response.redirect(to: LocalAddress(form.then).path)
        response.setCookie(PageCookie.language(language))
        return response
    }
}

extension ResumeView {
    /// Fields that no person types.
    private static let made: Set<String> = [
        "id", "seen", "field", "filter", "moment", "what", "choice", "was[]", "keep[]", "record[]",
    ]

    /// - Parameters:
    ///   - kept: the form as it was sent.
    ///   - then: where it goes.
    init(_ kept: FormFields, to then: LocalAddress) {
        let sent = kept.fields.filter { $0.name != PageGate.formToken }
        self.init(
            path: then.path,
            fields: sent.map { FieldView(name: $0.name, value: $0.value) },
            typed: sent.filter { !Self.made.contains($0.name) && !$0.value.isEmpty }.map(\.value)
        )
    }
}
