import FieldModel
import HTTPTypes
import Hummingbird
import SyncCore

/// `/spaces/{space}/records/{kind}/{id}`: one record, its conflicts and its history, and what can be done
/// with it.
struct RecordPageRoutes: Sendable {
    let pages: SpacePages

    private var gate: PageGate { pages.gate }

    func add(to router: Router<ServerContext>) {
        let record = router.group("spaces/{space}/records/{kind}/{id}")
        record.get { request, context in try await show(request, context) }
        record.post("field") { request, context in try await act(FieldForm.self, request, context) }
        record.post("set") { request, context in try await act(SetForm.self, request, context) }
        record.post("conflict") { request, context in try await act(ConflictForm.self, request, context) }
        record.post("approval") { request, context in try await act(ApprovalForm.self, request, context) }
        record.post("assignment") { request, context in
            try await act(AssignmentForm.self, request, context)
        }
        record.post("withdrawal") { request, context in
            try await act(WithdrawalForm.self, request, context)
        }
        record.post("undo") { request, context in try await undo(request, context) }
        record.post("question") { request, context in try await ask(request, context) }
    }

    // MARK: Show

    private func show(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        return try await page(request, context, visit, message: pages.told(request, in: visit.language))
    }

    private func page(
        _ request: Request,
        _ context: ServerContext,
        _ visit: SpacePages.Visit,
        status: HTTPResponse.Status = .ok,
        message: MessageView?
    ) async throws -> Response {
        let key = try SpacePages.key(context)
        guard let view = visit.picture[key] else { throw Refusal.unknownRecord }
        let (filter, news, _) = try await pages.filter(request.query, visit)
        let builder = RecordPageBuilder(
            names: visit.names,
            access: visit.access,
            pseudonym: visit.person.account.pseudonym,
            library: gate.library,
            path: visit.path,
            people: try await pages.reviewers(of: visit.access.space),
            filter: filter,
            news: news,
            freshID: pages.desk.freshID()
        )
        let replica = pages.desk.host.replica
        let content = try await StoreThreads.run {
            let history = try replica.history(of: key, in: visit.access.space.id)
            return try builder.page(of: view, history, message: message)
        }
        return gate.page(
            .record,
            titled: "record",
            request,
            status: status,
            place: .space(visit.access, .elsewhere),
            for: visit.person,
            showing: content
        )
    }

    // MARK: What can be done

    /// Reads a form, writes what it asks for, and goes back to the record; what is refused is told on the
    /// record's page as it is now.
    private func act<Form: DeedForm>(
        _ type: Form.Type,
        _ request: Request,
        _ context: ServerContext
    ) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let form = try await gate.form(type, of: visit.person, request)
        return try await done(request, context, visit, typed: form.typed, told: Form.told) { view in
            let deed = try form.deed(on: view, reading: visit.names.context(now: pages.now))
            return try pages.desk.write(deed, by: visit.person.account, in: visit.access)
        }
    }

    private struct UndoForm: Decodable {
        let seen: String
    }

    /// Takes back the person's newest change of the record that still holds.
    private func undo(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let form = try await gate.form(UndoForm.self, of: visit.person, request)
        return try await done(request, context, visit, typed: "", told: .undone) { view in
            let history = try pages.desk.host.replica.history(of: view.key, in: visit.access.space.id)
            let own = visit.person.account.pseudonym
            let edits = Undoing(history, of: view, by: own, only: nil)?.edits ?? []
            let deed = ReviewDesk.Deed(record: view.key, edits: edits, seen: .record(form.seen))
            return try pages.desk.write(deed, by: visit.person.account, in: visit.access)
        }
    }

    /// Asks those who recorded it: a task on their laptops at their next sync.
    private func ask(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let form = try await gate.form(QuestionForm.self, of: visit.person, request)
        return try await done(request, context, visit, typed: form.text, told: .asked) { view in
            let reading = visit.names.context(now: pages.now)
            let question = try form.question(about: view.key, reading: reading)
            return try pages.desk.enterOnce([question], by: visit.person.account, in: visit.access)
        }
    }

    private func done(
        _ request: Request,
        _ context: ServerContext,
        _ visit: SpacePages.Visit,
        typed: String,
        told: Told,
        _ deed: @escaping @Sendable (RecordView) throws -> Bool
    ) async throws -> Response {
        let key = try SpacePages.key(context)
        do {
            let isChanged = try await StoreThreads.run {
                guard let view = try pages.desk.host.replica.record(key, in: visit.access.space.id) else {
                    throw Refusal.unknownRecord
                }
                return try deed(view)
            }
            let (filter, _) = RecordFilter.read(request.query, today: pages.today)
            return SpacePages.redirect(
                to: visit.path.record(key, in: filter),
                told: isChanged ? told : .unchanged
            )
        } catch {
            guard let refusal = ReviewRefusal(of: error) else { throw error }
            let text = pages.words(for: refusal, typed: typed, in: visit.language)
            // As it is now, with what somebody else has written meanwhile.
            let now = try await pages.visit(of: visit.person, to: visit.access, in: visit.language)
            return try await page(request, context, now, status: refusal.status, message: .bad(text))
        }
    }
}
