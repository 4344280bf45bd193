import FieldModel
import HTTPTypes
import Hummingbird
import SyncCore

/// `/spaces/{space}/queue`: the merged records, newest changes first, and what is done with many at once.
struct QueueRoutes: Sendable {
    let pages: SpacePages

    private var gate: PageGate { pages.gate }

    func add(to router: Router<ServerContext>) {
        router.get("spaces/{space}/queue") { request, context in try await list(request, context) }
        router.post("spaces/{space}/queue") { request, context in try await act(request, context) }
        router.post("spaces/{space}/looked") { request, context in try await looked(request, context) }
    }

    // MARK: List

    private func list(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let message = pages.told(request, in: visit.language)
        return try await page(request, visit, request.query, message: message)
    }

    private func page(
        _ request: Request,
        _ visit: SpacePages.Visit,
        _ query: FormFields,
        status: HTTPResponse.Status = .ok,
        message: MessageView?
    ) async throws -> Response {
        let (filter, known, faults) = try await pages.filter(query, visit)
        let news = try await pages.news(visit)
        let builder = QueueBuilder(
            names: visit.names,
            access: visit.access,
            library: gate.library,
            people: try await pages.reviewers(of: visit.access.space)
        )
        let fault = pages.message(about: faults, in: visit.language)
        let after = query["after"].flatMap { QueuePlace($0) }
        let view = try await StoreThreads.run {
            try builder.view(of: filter, known, news, after: after, message: message ?? fault)
        }
        return gate.page(
            .queue,
            titled: "queue",
            request,
            status: status,
            place: .space(visit.access, .queue),
            for: visit.person,
            showing: view
        )
    }

    // MARK: Act

    private struct QueueForm: Decodable {
        /// `kind/id/seen`, each.
        let record: [String]?
        /// `approve` or `assign`.
        let what: String?
        let assignee: String?
        let due: String?
        /// The query of the list, to come back to.
        let filter: String?
    }

    /// Approves or assigns each record that was ticked; one that somebody else has written in since stays as
    /// it is.
    private func act(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let form = try await gate.form(QueueForm.self, of: visit.person, request)
        let query = FormFields(form.filter ?? "")
        let isAssignment = form.what == "assign"
        let reading = visit.names.context(now: pages.now)
        let desk = pages.desk
        do {
            let deeds = try (form.record ?? []).compactMap(Ticked.init).map { ticked in
                let edits: [FieldEdit] =
                    isAssignment
                    ? try AssignmentForm.edits(
                        of: ticked.record.kind,
                        to: form.assignee ?? "",
                        due: form.due ?? "",
                        reading: reading
                    )
                    : [.set(Review.approval.number, .enumeration(Approval.approved.rawValue))]
                return ReviewDesk.Deed(record: ticked.record, edits: edits, seen: .record(ticked.seen))
            }
            let told = try await StoreThreads.run {
                try Self.write(deeds, by: visit, at: desk, told: isAssignment ? .assigned : .approved)
            }
            let (filter, _) = RecordFilter.read(query, today: pages.today)
            return SpacePages.redirect(to: visit.path.queue(filter), told: told)
        } catch {
            guard let refusal = ReviewRefusal(of: error) else { throw error }
            let typed = [form.assignee, form.due].compactMap(\.self).joined(separator: ", ")
            let text = pages.words(for: refusal, typed: typed, in: visit.language)
            return try await page(request, visit, query, status: refusal.status, message: .bad(text))
        }
    }

    private static func write(
        _ deeds: [ReviewDesk.Deed],
        by visit: SpacePages.Visit,
        at desk: ReviewDesk,
        told: Told
    ) throws -> Told {
        var isChanged = false
        var isLeft = false
        for deed in deeds {
            do {
                isChanged = try desk.write(deed, by: visit.person.account, in: visit.access) || isChanged
            } catch ReviewRefusal.changedMeanwhile {
                isLeft = true
            } catch Refusal.unknownRecord {
                isLeft = true
            }
        }
        return isLeft ? .someLeft : isChanged ? told : .unchanged
    }

    // MARK: Looked

    private struct LookedForm: Decodable {
        /// ``News/moment`` of the page.
        let moment: String
    }

    /// Notes that the person has looked at what the page showed.
    private func looked(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let form = try await gate.form(LookedForm.self, of: visit.person, request)
        guard let moment = AsOf(form.moment) else { throw PageRefusal.formNotRead }
        let database = pages.desk.host.database
        try await StoreThreads.run {
            try database.note(moment, in: visit.access.space.id, by: visit.person.account)
        }
        return SpacePages.redirect(to: visit.path.queue, told: .looked)
    }
}

/// A record that was ticked in a list, and what the page showed of it.
struct Ticked: Sendable {
    let record: RecordKey
    /// See ``Seen``.
    let seen: String

    init(_ view: RecordView) {
        record = view.key
        seen = Seen.text(of: view)
    }

    /// Reads ``text``; `nil` for anything else.
    init?(_ text: String) {
        guard let slash = text.lastIndex(of: "/"), let record = RecordKey(text: text[..<slash]) else {
            return nil
        }
        self.record = record
        seen = String(text[text.index(after: slash)...])
    }

    var text: String { "\(record.text)/\(seen)" }
}
