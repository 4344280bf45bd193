import FieldModel
import HTTPTypes
import Hummingbird
import Situation
import SyncCore

/// `/spaces/{space}/duplicates`: what may tell of the same thing, and what people have said of it.
struct DuplicateRoutes: Sendable {
    /// Pairs on a page: the most alike come first, and one that is decided makes room.
    private static let pageSize = 20

    let pages: SpacePages

    private var gate: PageGate { pages.gate }

    func add(to router: Router<ServerContext>) {
        let path = router.group("spaces/{space}/duplicates")
        path.get { request, context in
            let visit = try await pages.visit(request, context)
            return try await page(request, visit, message: pages.told(request, in: visit.language))
        }
        path.post { request, context in try await link(request, context) }
        path.post("unlink") { request, context in try await unlink(request, context) }
    }

    private func page(
        _ request: Request,
        _ visit: SpacePages.Visit,
        status: HTTPResponse.Status = .ok,
        message: MessageView?
    ) async throws -> Response {
        let view = try await StoreThreads.run { try self.view(visit, message: message) }
        return gate.page(
            .duplicates,
            titled: "duplicates",
            request,
            status: status,
            place: .space(visit.access, .duplicates),
            for: visit.person,
            showing: view
        )
    }

    private func view(_ visit: SpacePages.Visit, message: MessageView?) throws -> DuplicatesView {
        let suggestions = visit.picture.duplicates
        let shown = suggestions.pairs.prefix(Self.pageSize)
        return DuplicatesView(
            message: message,
            space: visit.access.space.name,
            action: visit.path.duplicates,
            pairs: try shown.enumerated().map { try pair($1, index: $0, visit) },
            isEmpty: shown.isEmpty,
            hasMore: suggestions.hasMore || suggestions.pairs.count > shown.count
        )
    }

    private func pair(
        _ pair: DuplicateSuggestions.Pair,
        index: Int,
        _ visit: SpacePages.Visit
    ) throws -> DuplicatesView.PairView {
        DuplicatesView.PairView(
            index: index,
            link: pages.desk.freshID().uuidString,
            sides: try [pair.first, pair.second].compactMap { visit.picture[$0] }.map {
                try side($0, visit)
            },
            first: pair.first.text,
            second: pair.second.text,
            distance: pair.metres.map { "\(Int($0.rounded())) m" },
            minutes: "\(pair.minutes) min",
            canWrite: visit.access.rights.contains(.write)
        )
    }

    private func side(_ view: RecordView, _ visit: SpacePages.Visit) throws -> DuplicatesView.SideView {
        let history = try pages.desk.host.replica.history(of: view.key, in: visit.access.space.id)
        let isIncident = view.key.kind == .incident
        let time = Catalogue.kind(view.key.kind)?.timeField?.number
        return DuplicatesView.SideView(
            id: view.key.text,
            path: visit.path.record(view.key),
            kind: visit.names.label(of: view.key.kind),
            headline: try visit.names.headline(of: view),
            time: try time.flatMap { try visit.names.text(of: $0, in: view) } ?? "",
            description: view[isIncident ? Incident.description : Observation.description] ?? "",
            authors: Set(history.compactMap(\.pseudonym)).sorted().joined(separator: ", ")
        )
    }

    // MARK: What can be done

    private func link(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let form = try await gate.form(LinkForm.self, of: visit.person, request)
        let desk = pages.desk
        do {
            let edits = try form.edits(in: visit.picture)
            let isNew = try await StoreThreads.run {
                try desk.enterOnce(edits, by: visit.person.account, in: visit.access)
            }
            let told: Told = !isNew ? .unchanged : form.shown == nil ? .notSame : .linked
            return SpacePages.redirect(to: visit.path.duplicates, told: told)
        } catch {
            guard let refusal = ReviewRefusal(of: error) else { throw error }
            let text = pages.words(for: refusal, typed: "", in: visit.language)
            return try await page(request, visit, status: refusal.status, message: .bad(text))
        }
    }

    private struct UnlinkForm: Decodable {
        /// The id of the link.
        let link: String
        let seen: String
        /// The page to go back to.
        let then: String?
    }

    private func unlink(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let form = try await gate.form(UnlinkForm.self, of: visit.person, request)
        guard let id = RecordID(form.link) else { throw Refusal.unknownRecord }
        let desk = pages.desk
        let deed = ReviewDesk.Deed(
            record: RecordKey(kind: .link, id: id),
            edits: [.withdraw],
            seen: .record(form.seen)
        )
        do {
            let isChanged = try await StoreThreads.run {
                try desk.write(deed, by: visit.person.account, in: visit.access)
            }
            let then = form.then.map { LocalAddress($0).path } ?? visit.path.duplicates
            return SpacePages.redirect(to: then, told: isChanged ? .unlinked : .unchanged)
        } catch {
            guard let refusal = ReviewRefusal(of: error) else { throw error }
            let text = pages.words(for: refusal, typed: "", in: visit.language)
            return try await page(request, visit, status: refusal.status, message: .bad(text))
        }
    }
}
