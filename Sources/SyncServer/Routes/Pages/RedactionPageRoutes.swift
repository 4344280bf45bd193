import FieldModel
import HTTPTypes
import Hummingbird
import SyncCore

/// `/spaces/{space}/records/{kind}/{id}/redaction`: erases values for good, after showing what would go.
struct RedactionPageRoutes: Sendable {
    let pages: SpacePages
    let desk: RedactionDesk

    private var gate: PageGate { pages.gate }

    func add(to router: Router<ServerContext>) {
        let path = router.group("spaces/{space}/records/{kind}/{id}/redaction")
        path.get { request, context in
            let (visit, view) = try await record(request, context)
            let form = RedactionForm(field: request.query["field"] ?? "")
            return try answer(request, visit, view, form)
        }
        path.post { request, context in try await post(request, context) }
    }

    private struct RedactionForm: Decodable, Sendable {
        let field: String
        var ground: String?
        var whole: String?
        var everywhere: String?
        /// `preview` or `redact`.
        var what: String?

        func request(of record: RecordKey) -> RedactionRequest {
            RedactionRequest(
                of: record,
                field: field,
                wholeChange: whole != nil,
                everywhere: everywhere != nil,
                ground: ground ?? ""
            )
        }
    }

    /// The record, for those who may redact; for others there is no such page.
    private func record(
        _ request: Request,
        _ context: ServerContext
    ) async throws -> (SpacePages.Visit, RecordView) {
        let visit = try await pages.visit(request, context)
        guard visit.access.rights.contains(.review), let view = visit.picture[try SpacePages.key(context)]
        else { throw Refusal.unknownRecord }
        return (visit, view)
    }

    private func post(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (visit, view) = try await record(request, context)
        let form = try await gate.form(RedactionForm.self, of: visit.person, request)
        let asked = form.request(of: view.key)
        let (desk, space) = (desk, visit.access.space)
        do {
            let (found, ground) = try await StoreThreads.run { try desk.find(asked, in: space) }
            guard form.what == "redact" else {
                context.visitor.did(.read)
                let preview = try preview(found, form, visit)
                return try answer(request, visit, view, form, preview: preview)
            }
            _ = try await StoreThreads.run { try desk.redact(found, asked, ground, in: space) }
            context.visitor.did(.redacted)
            return SpacePages.redirect(to: visit.path.record(view.key), told: .redacted)
        } catch let refusal as RedactionRefusal {
            let text = gate.library.word(refusal.word, in: visit.language)
            return try answer(request, visit, view, form, message: .bad(text))
        }
    }

    private func answer(
        _ request: Request,
        _ visit: SpacePages.Visit,
        _ view: RecordView,
        _ form: RedactionForm,
        preview: RedactionView.PreviewView? = nil,
        message: MessageView? = nil
    ) throws -> Response {
        let kind = Catalogue.kind(view.key.kind)
        let held = Set(view.fields.map(\.number))
        let content = RedactionView(
            message: message,
            action: visit.path.record(view.key) + "/redaction",
            record: visit.path.record(view.key),
            headline: try visit.names.headline(of: view),
            fields: (kind?.fields ?? []).filter { held.contains($0.number) }.map {
                ChoiceView(
                    value: $0.name,
                    label: $0.label[visit.language],
                    isSelected: $0.name == form.field
                )
            },
            field: form.field,
            ground: form.ground ?? "",
            wholeChange: form.whole != nil,
            everywhere: form.everywhere != nil,
            preview: preview
        )
        return gate.page(
            .redaction,
            titled: "redaction",
            request,
            status: message == nil ? .ok : .unprocessableContent,
            place: .space(visit.access, .elsewhere),
            for: visit.person,
            showing: content
        )
    }

    private func preview(
        _ found: FoundValues,
        _ form: RedactionForm,
        _ visit: SpacePages.Visit
    ) throws -> RedactionView.PreviewView {
        let text = visit.names.titles.valueText
        let values = try found.sought.values.sorted { $0.lexicographicallyPrecedes($1) }
            .compactMap { try? Value(canonicalBytes: $0) }
            .map { try text.text(of: $0, in: found.field) }
        return RedactionView.PreviewView(
            values: values,
            own: try found.own.map { try place($0, found, visit, isWhole: form.whole != nil, goes: true) },
            elsewhere: try found.elsewhere.prefix(ServerLimits.listedPlaces).map {
                try place($0, found, visit, isWhole: false, goes: form.everywhere != nil)
            },
            hasElsewhere: !found.elsewhere.isEmpty,
            hasMore: found.hasMoreElsewhere || found.elsewhere.count > ServerLimits.listedPlaces
        )
    }

    private func place(
        _ placed: PlacedChange,
        _ found: FoundValues,
        _ visit: SpacePages.Visit,
        isWhole: Bool,
        goes: Bool
    ) throws -> RedactionView.PlaceView {
        let record = placed.change.record
        let written = placed.change.writes.map(\.field).filter { $0.rawValue >= Limits.firstRecordField }
        let fields = isWhole ? written : placed.fields(holding: found.sought)
        return RedactionView.PlaceView(
            title: try visit.names.titles.title(of: record),
            path: visit.path.record(record),
            who: placed.pseudonym ?? gate.library.word("server", in: visit.language),
            written: visit.names.time(placed.change.time.millisecondsSinceEpoch),
            fields: fields.map { visit.names.label(of: $0, in: record.kind) }.joined(separator: ", "),
            goes: goes
        )
    }
}

extension RedactionRefusal {
    /// The name of its sentence among the pages' words.
    fileprivate var word: String {
        switch self {
        case .groundMissing: "groundMissing"
        case .groundTooLong: "groundTooLong"
        case .groundNotPrintable: "groundNotPrintable"
        case .groundHoldsPersonalData: "groundHoldsPersonalData"
        case .groundHoldsValue: "groundHoldsValue"
        case .unknownEntry, .nothingToRedact: "nothingToRedact"
        case .alreadyRedacted: "alreadyRedacted"
        case .tooManyChanges: "tooManyChanges"
        case .valueCannotStay: "valueCannotStay"
        }
    }
}
