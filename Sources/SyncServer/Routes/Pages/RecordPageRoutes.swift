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
        record.post("field") { request, context in try await edit(request, context) }
        record.post("conflict") { request, context in try await settle(request, context) }
        record.post("approval") { request, context in try await approve(request, context) }
        record.post("withdrawal") { request, context in try await withdraw(request, context) }
    }

    private func show(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let message = pages.told(request, in: visit.language)
        return try await page(request, context, visit, message: message)
    }

    private func page(
        _ request: Request,
        _ context: ServerContext,
        _ visit: SpacePages.Visit,
        status: HTTPResponse.Status = .ok,
        message: MessageView?
    ) async throws -> Response {
        let key = try SpacePages.key(context)
        let builder = RecordPageBuilder(names: visit.names, access: visit.access, library: gate.library)
        let path = PagePath(space: visit.access.space).record(key)
        let view = try await StoreThreads.run {
            guard let view = try visit.names.replica.record(key, in: visit.access.space.id) else {
                throw Refusal.unknownRecord
            }
            return try builder.page(of: view, at: path, message: message)
        }
        return gate.page(
            "record",
            titled: "record",
            request,
            status: status,
            for: visit.person,
            showing: view
        )
    }

    // MARK: What can be done

    private struct FieldForm: Decodable {
        let field: String
        let value: String
        let seen: String
    }

    private struct ConflictForm: Decodable {
        let field: String
        let seen: String
        /// The index of the value that was chosen, or `nil` for a third one.
        let choice: Int?
        let value: String?
    }

    private struct ApprovalForm: Decodable {
        let approval: String
        let reason: String?
        let seen: String
    }

    private struct WithdrawalForm: Decodable {
        let what: String
        let seen: String
    }

    private func edit(_ request: Request, _ context: ServerContext) async throws -> Response {
        try await act(FieldForm.self, request, context, told: "saved") { form, view, visit in
            let field = try Self.field(form.field, of: view)
            let edit = try self.edit(of: field, to: form.value, visit)
            return ([edit], form.seen, false)
        }
    }

    private func settle(_ request: Request, _ context: ServerContext) async throws -> Response {
        try await act(ConflictForm.self, request, context, told: "settled") { form, view, visit in
            let field = try Self.field(form.field, of: view)
            guard let choice = form.choice else {
                return ([try self.edit(of: field, to: form.value ?? "", visit)], form.seen, false)
            }
            guard let held = view[field.number], Seen.text(of: held) == form.seen else {
                throw ReviewRefusal.changedMeanwhile
            }
            let contents = Alternatives(of: held).contents
            guard contents.indices.contains(choice), case .value(let bytes) = contents[choice] else {
                throw ReviewRefusal.noSuchChoice
            }
            let value = try Value(canonicalBytes: bytes)
            return ([value == .empty ? .clear(field.number) : .set(field.number, value)], form.seen, false)
        }
    }

    private func approve(_ request: Request, _ context: ServerContext) async throws -> Response {
        try await act(ApprovalForm.self, request, context, told: "saved") { form, view, _ in
            guard let approval = Approval.allCases.first(where: { $0.definition.identifier == form.approval })
            else { throw ReviewRefusal.noSuchChoice }
            var edits: [FieldEdit] = [.set(Review.approval.number, .enumeration(approval.rawValue))]
            if let reason = form.reason, case .text(let text) = Value.canonicalText(reason), !text.isEmpty {
                edits.append(.set(Review.rejectedBecause.number, .text(text)))
            } else if approval == .rejected {
                let field = Catalogue.kind(view.key.kind)?[Review.rejectedBecause.number]
                throw ReviewRefusal.problems([InputProblem(.missing, field: field)])
            } else if view[Review.rejectedBecause] != nil {
                // The reason of a former decision is none of this one.
                edits.append(.clear(Review.rejectedBecause.number))
            }
            return (edits, form.seen, false)
        }
    }

    private func withdraw(_ request: Request, _ context: ServerContext) async throws -> Response {
        try await act(WithdrawalForm.self, request, context, told: "saved") { form, _, _ in
            switch form.what {
            case "withdraw": ([.withdraw], form.seen, true)
            case "restore": ([.restore], form.seen, true)
            default: throw ReviewRefusal.noSuchChoice
            }
        }
    }

    /// Reads a form, makes edits of it, writes them, and goes back to the record; what is refused is told
    /// on the record's page as it is now.
    private func act<Form: Decodable & Sendable>(
        _ type: Form.Type,
        _ request: Request,
        _ context: ServerContext,
        told: String,
        _ edits:
            @escaping @Sendable (Form, RecordView, SpacePages.Visit) throws -> (
                edits: [FieldEdit], seen: String, isSeenWhole: Bool
            )
    ) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let key = try SpacePages.key(context)
        let form = try await gate.form(type, of: visit.person, request)
        let desk = pages.desk
        do {
            let isChanged = try await StoreThreads.run {
                guard let view = try visit.names.replica.record(key, in: visit.access.space.id) else {
                    throw Refusal.unknownRecord
                }
                let made = try edits(form, view, visit)
                let deed = ReviewDesk.Deed(
                    record: key,
                    edits: made.edits,
                    seen: made.seen,
                    isSeenWhole: made.isSeenWhole
                )
                return try desk.write(deed, by: visit.person, in: visit.access)
            }
            let path = PagePath(space: visit.access.space).record(key)
            return .redirect(to: "\(path)?told=\(isChanged ? told : "unchanged")")
        } catch let refusal as ReviewRefusal {
            return try await page(
                request,
                context,
                visit,
                status: refusal == .changedMeanwhile ? .conflict : .unprocessableContent,
                message: .bad(words(for: refusal, form, in: visit.language))
            )
        } catch let problem as InputProblem {
            return try await page(
                request,
                context,
                visit,
                status: .unprocessableContent,
                message: .bad(words(for: .problems([problem]), form, in: visit.language))
            )
        }
    }

    /// With what was typed, so that it is not lost.
    private func words(for refusal: ReviewRefusal, _ form: some Decodable, in language: Language) -> String {
        let library = gate.library
        let text =
            switch refusal {
            case .changedMeanwhile: library.word("changedMeanwhile", in: language)
            case .notPermitted: library.word("notPermitted", in: language)
            case .noSuchChoice: library.word("noSuchChoice", in: language)
            case .problems(let problems): problems.map { $0.message[language] }.joined(separator: " ")
            }
        let typed =
            switch form {
            case let form as FieldForm: form.value
            case let form as ConflictForm: form.value ?? ""
            case let form as ApprovalForm: form.reason ?? ""
            default: ""
            }
        return typed.isEmpty ? text : "\(text) \(library.word("youTyped", in: language)) \(typed)"
    }

    private func edit(
        of field: FieldDefinition,
        to text: String,
        _ visit: SpacePages.Visit
    ) throws -> FieldEdit {
        if text.allSatisfy(\.isWhitespace) { return .clear(field.number) }
        let context = visit.names.context(now: pages.desk.host.surroundings.wallMilliseconds())
        return .set(field.number, try ValueReader(field: field, context: context).value(from: text))
    }

    private static func field(_ name: String, of view: RecordView) throws -> FieldDefinition {
        guard let field = Catalogue.kind(view.key.kind)?[name], !field.isSet else {
            throw ReviewRefusal.noSuchChoice
        }
        return field
    }
}
