import FieldModel
import HTTPTypes
import Hummingbird
import SyncCore

/// `/administration`: devices, people, retention, health and the audit log of the spaces that a person
/// administers.
///
/// For everybody else there is no such page. Who administers one space has no say in another: neither over
/// its devices, nor over people who are also there.
struct AdministrationRoutes: Sendable {
    let pages: SpacePages

    private var gate: PageGate { pages.gate }

    func add(to router: Router<ServerContext>) {
        let path = router.group("administration")
        path.get { request, context in
            let visit = try await visit(request, context)
            return try await page(request, visit, message: pages.told(request, in: request.language))
        }
        path.get("audit") { request, context in try await audit(request, context) }
        path.post("invitations") { request, context in try await invite(request, context) }
        path.post("people") { request, context in try await addPerson(request, context) }
        path.post("people/disable") { request, context in try await disable(request, context) }
        path.post("devices/revoke") { request, context in try await revoke(request, context) }
    }

    private struct Visit: Sendable {
        let person: SignedIn
        let builder: AdministrationBuilder

        var administration: Administration { builder.administration }
    }

    private func visit(_ request: Request, _ context: ServerContext) async throws -> Visit {
        let person = try await gate.signedIn(request)
        let spaces = person.spaces.filter { $0.rights.contains(.administer) }.map(\.space)
        guard !spaces.isEmpty else { throw Refusal.unknownPath }
        let pseudonym = person.account.pseudonym
        context.visitor.note(pseudonym)
        return Visit(
            person: person,
            builder: AdministrationBuilder(
                administration: Administration(over: pages.desk.host, actingAs: pseudonym),
                library: gate.library,
                language: request.language,
                spaces: spaces,
                pseudonym: pseudonym
            )
        )
    }

    private func page(
        _ request: Request,
        _ visit: Visit,
        status: HTTPResponse.Status = .ok,
        message: MessageView?
    ) async throws -> Response {
        let builder = visit.builder
        let view = try await StoreThreads.run { try builder.view(message: message) }
        return gate.page(
            .administration,
            titled: "administration",
            request,
            status: status,
            place: .administration,
            for: visit.person,
            showing: view
        )
    }

    private func audit(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await visit(request, context)
        let before = request.query["before"].flatMap { Int64($0) }
        let builder = visit.builder
        let view = try await StoreThreads.run { try builder.audit(before: before) }
        return gate.page(
            .audit,
            titled: "audit",
            request,
            place: .administration,
            for: visit.person,
            showing: view
        )
    }

    // MARK: Devices

    /// Who is let in where, as what: a laptop or a person.
    private struct EntryForm: Decodable {
        let pseudonym: String
        let space: String
        let role: String
    }

    private func invite(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await visit(request, context)
        let form = try await gate.form(EntryForm.self, of: visit.person, request)
        let space = try Self.own(form.space, visit)
        guard let rights = Role(rawValue: form.role)?.rights else { throw PageRefusal.formNotRead }
        return try await done(request, visit) {
            let fresh = try visit.administration.invite(
                pseudonym: form.pseudonym,
                spaces: [space.name],
                rights: rights
            )
            return FreshView(
                heading: gate.library.word("invitation", in: request.language),
                hint: gate.library.word("invitationHint", in: request.language) + " field enroll "
                    + request.ownAddress,
                text: fresh.code.text,
                picture: QRCode(fresh.code.text)?.address,
                until: Stockholm.instant(atMilliseconds: fresh.expiresAt).readable
            )
        }
    }

    private struct RevocationForm: Decodable {
        let pseudonym: String
        let space: String
    }

    private func revoke(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await visit(request, context)
        let form = try await gate.form(RevocationForm.self, of: visit.person, request)
        let space = try Self.own(form.space, visit)
        return try await done(request, visit) {
            _ = try visit.administration.revoke(form.pseudonym, space: space.name)
            try pages.desk.host.database.wakeServer()
            return nil
        }
    }

    // MARK: People

    /// A link lets whoever has it choose the password, so that it is made only for people who are in no
    /// other's space.
    private func addPerson(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await visit(request, context)
        let form = try await gate.form(EntryForm.self, of: visit.person, request)
        let space = try Self.own(form.space, visit)
        guard let role = Role(rawValue: form.role) else { throw PageRefusal.formNotRead }
        return try await done(request, visit) {
            try Self.checkOwn(form.pseudonym, visit, isNewAllowed: true)
            let fresh = try visit.administration.addPerson(form.pseudonym, spaces: [space.name], role: role)
            let address = request.ownAddress + fresh.path
            return FreshView(
                heading: gate.library.word("link", in: request.language),
                hint: gate.library.word("linkHint", in: request.language),
                text: address,
                picture: QRCode(address)?.address,
                until: Stockholm.instant(atMilliseconds: fresh.expiresAt).readable
            )
        }
    }

    private struct DisablingForm: Decodable {
        let pseudonym: String
    }

    private func disable(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await visit(request, context)
        let form = try await gate.form(DisablingForm.self, of: visit.person, request)
        return try await done(request, visit) {
            try Self.checkOwn(form.pseudonym, visit, isNewAllowed: false)
            try visit.administration.disablePerson(form.pseudonym)
            return nil
        }
    }

    // MARK: Whose it is

    /// A space that the person administers; any other is not there.
    private static func own(_ name: String, _ visit: Visit) throws(Refusal) -> HostedSpace {
        guard let space = visit.builder.spaces.first(where: { $0.name == name }) else { throw .unknownSpace }
        return space
    }

    /// Refuses somebody who is also in a space that the person does not administer.
    private static func checkOwn(_ pseudonym: String, _ visit: Visit, isNewAllowed: Bool) throws {
        let own = Set(visit.builder.spaces.map(\.name))
        let people = try visit.administration.people()
        guard let person = people.first(where: { $0.pseudonym == pseudonym }) else {
            if isNewAllowed { return }
            throw AdministrationRefusal.notYours
        }
        guard own.isSuperset(of: person.spaces.keys) else { throw AdministrationRefusal.notYours }
    }

    /// Does it, and shows what is shown once, or goes back; what cannot be done is told on the page.
    private func done(
        _ request: Request,
        _ visit: Visit,
        _ work: @escaping @Sendable () throws -> FreshView?
    ) async throws -> Response {
        do {
            guard let fresh = try await StoreThreads.run(work) else {
                return SpacePages.redirect(to: "/administration", told: .revoked)
            }
            return gate.page(
                .fresh,
                titled: "administration",
                request,
                place: .administration,
                for: visit.person,
                showing: fresh
            )
        } catch {
            guard let word = Self.word(for: error) else { throw error }
            let text = gate.library.word(word, in: request.language)
            return try await page(request, visit, status: .unprocessableContent, message: .bad(text))
        }
    }

    /// The name of the sentence about an error; `nil` for one that is not about what was typed.
    private static func word(for error: any Error) -> String? {
        switch error {
        case AdministrationRefusal.notYours: "notYours"
        case ServerError.nameNotAllowed: "nameNotAllowed"
        case ServerError.unknownMember, ServerError.unknownPerson: "nobodyOfThatName"
        default: nil
        }
    }
}

/// Why an administrator's request is not done.
private enum AdministrationRefusal: Error {
    /// The person is also in a space that somebody else administers.
    case notYours
}
