import FieldModel
import HTTPTypes
import Hummingbird
import SyncCore

/// `/spaces/{space}/new/{kind}`: a record that is entered in the browser.
struct NewRecordRoutes: Sendable {
    let pages: SpacePages

    private var gate: PageGate { pages.gate }

    func add(to router: Router<ServerContext>) {
        let path = router.group("spaces/{space}/new/{kind}")
        path.get { request, context in
            let (visit, kind) = try await kind(request, context)
            return try page(request, visit, kind, typed: request.query)
        }
        path.post { request, context in try await enter(request, context) }
    }

    /// The kind, for those who may write; what only reviewers' pages make has none.
    private func kind(
        _ request: Request,
        _ context: ServerContext
    ) async throws -> (SpacePages.Visit, KindDefinition) {
        let visit = try await pages.visit(request, context)
        guard visit.access.rights.contains(.write),
            let kind = context.parameters.get("kind").flatMap({ Catalogue.kind(named: $0) }),
            kind.number != .link, kind.number != .question
        else { throw Refusal.unknownPath }
        return (visit, kind)
    }

    private func enter(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (visit, kind) = try await kind(request, context)
        let typed = try await gate.fields(of: visit.person, request)
        let desk = pages.desk
        let reader = RecordReader(
            space: visit.access.space.id,
            context: visit.names.context(now: pages.now),
            makeID: desk.freshID
        )
        do {
            let edit = try reader.edit(from: Self.json(of: typed, as: kind)) { visit.picture[$0] }
            let isNew = try await StoreThreads.run {
                guard kind.keyFields.isEmpty else {
                    try desk.enter([edit], by: visit.person.account, in: visit.access)
                    return true
                }
                return try desk.enterOnce([edit], by: visit.person.account, in: visit.access)
            }
            return SpacePages.redirect(
                to: visit.path.record(edit.record),
                told: isNew ? .entered : .unchanged
            )
        } catch {
            guard let refusal = ReviewRefusal(of: error) else { throw error }
            // What was typed stands in the fields again.
            let text = pages.words(for: refusal, typed: "", in: visit.language)
            return try page(
                request,
                visit,
                kind,
                typed: typed,
                status: refusal.status,
                message: .bad(text)
            )
        }
    }

    /// What was typed in the fields of the kind, in the form that records are read from.
    private static func json(of typed: FormFields, as kind: KindDefinition) -> JSONValue {
        var members: [String: JSONValue] = [:]
        for field in kind.fields where !field.isReview {
            let values = typed.values(of: field.name).filter { !$0.allSatisfy(\.isWhitespace) }
            if values.isEmpty { continue }
            members[field.name] =
                field.isSet
                ? .array(values.flatMap { $0.split(whereSeparator: \.isNewline) }.map { .string(String($0)) })
                : .string(values[0])
        }
        return .object([
            "kind": .string(kind.name), "fields": .object(members),
            "id": typed["id"].map { .string($0) } ?? .null,
        ])
    }

    private func page(
        _ request: Request,
        _ visit: SpacePages.Visit,
        _ kind: KindDefinition,
        typed: FormFields,
        status: HTTPResponse.Status = .ok,
        message: MessageView? = nil
    ) throws -> Response {
        let forms = EditForms(names: visit.names, library: gate.library)
        let content = NewRecordView(
            message: message,
            path: visit.path.new(kind.number),
            id: typed["id"] ?? pages.desk.freshID().uuidString,
            queue: visit.path.queue,
            kind: kind.label[visit.language],
            fields: try kind.fields.filter { !$0.isReview && $0.form != .photo }.compactMap { field in
                try forms.form(for: field, typed: typed.values(of: field.name)).map {
                    NewRecordView.FieldView(edit: $0, isRequired: field.isRequired)
                }
            }
        )
        return gate.page(
            .newRecord,
            titled: "newRecord",
            request,
            status: status,
            place: .space(visit.access, .elsewhere),
            for: visit.person,
            showing: content
        )
    }
}
