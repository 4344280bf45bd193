import FieldModel
import HTTPTypes
import Hummingbird
import NIOCore

/// Finds the person behind a page's request, reads forms, and answers with pages.
struct PageGate: Sendable {
    let signIn: SignIn
    let city: OpenIDSignIn
    let library: PageLibrary
    /// What the map may ask for besides this server.
    var tiles: TileSource?

    /// The person who is signed in, or `nil`.
    func person(_ request: Request) async throws -> SignedIn? {
        guard let session = request.session else { return nil }
        return try await signIn.person(behind: session)
    }

    /// - Throws: ``PageRefusal/signInNeeded``
    func signedIn(_ request: Request) async throws -> SignedIn {
        guard let person = try await person(request) else { throw PageRefusal.signInNeeded }
        return person
    }

    /// Reads a form that needs no session.
    ///
    /// - Throws: ``PageRefusal``
    func form<Form: Decodable>(_ type: Form.Type, _ request: Request) async throws -> Form {
        guard request.isFromOwnPage else { throw PageRefusal.formNotOurs }
        return try Self.decoded(type, from: try await Self.body(of: request))
    }

    /// Reads a form that the session's own page made.
    ///
    /// - Throws: ``PageRefusal``
    func form<Form: Decodable>(
        _ type: Form.Type,
        of person: SignedIn,
        _ request: Request
    ) async throws -> Form {
        try Self.decoded(type, from: try await text(of: person, request))
    }

    /// Reads the fields of a form that the session's own page made.
    ///
    /// - Throws: ``PageRefusal``
    func fields(of person: SignedIn, _ request: Request) async throws -> FormFields {
        FormFields(try await text(of: person, request))
    }

    private func text(of person: SignedIn, _ request: Request) async throws -> String {
        guard request.isFromOwnPage else { throw PageRefusal.formNotOurs }
        let text = try await Self.body(of: request)
        guard let token = FormFields(text)[Self.formToken], person.isFormToken(token) else {
            throw PageRefusal.formNotOurs
        }
        return text
    }

    /// Answers with a page.
    func page(
        _ template: PageTemplate,
        titled title: String,
        _ request: Request,
        status: HTTPResponse.Status = .ok,
        place: PagePlace = .elsewhere,
        for person: SignedIn?,
        in language: Language? = nil,
        showing content: some Sendable
    ) -> Response {
        let page = Page(
            library.word(title, in: language ?? request.language),
            at: request.method == .get ? request.uri.string : request.uri.path,
            place: place,
            for: person,
            in: language ?? request.language,
            from: library,
            showing: content
        )
        return Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: library.render(template, page)))
        )
    }

    /// Answers with the page to sign in on.
    ///
    /// - Throws: ``ServerError``
    func signInPage(
        _ request: Request,
        status: HTTPResponse.Status = .ok,
        message: MessageView? = nil,
        then: LocalAddress,
        pseudonym: String = "",
        kept: String? = nil
    ) async throws -> Response {
        let hasCity = try await city.provider() != nil
        let content = SignInView(
            message: message,
            then: then.path,
            pseudonym: pseudonym,
            kept: kept,
            city: hasCity ? OpenIDRoutes.path(then: then) : nil
        )
        return page(.signIn, titled: "signIn", request, status: status, for: nil, showing: content)
    }

    /// Checks a form that carries nothing but what every form does.
    ///
    /// - Throws: ``PageRefusal``
    func checkForm(of person: SignedIn, _ request: Request) async throws {
        _ = try await text(of: person, request)
    }

    /// The hidden field with ``SignedIn/formToken``.
    static let formToken = "form_token"

    /// - Throws: ``PageRefusal/formNotRead``
    static func body(of request: Request) async throws -> String {
        guard let buffer = try? await request.body.collect(upTo: ServerLimits.formBytes) else {
            throw PageRefusal.formNotRead
        }
        return String(buffer: buffer)
    }

    private static func decoded<Form: Decodable>(_ type: Form.Type, from text: String) throws -> Form {
        do {
            return try URLEncodedFormDecoder().decode(type, from: text)
        } catch {
            throw PageRefusal.formNotRead
        }
    }
}
