import FieldModel
import Hummingbird
import SyncCore

/// `/spaces/{space}/queue`: the merged records, newest changes first, and their approval, many at once.
struct QueueRoutes: Sendable {
    /// Records on a page.
    private static let pageSize = 50

    let pages: SpacePages

    private var gate: PageGate { pages.gate }

    func add(to router: Router<ServerContext>) {
        router.get("spaces/{space}/queue") { request, context in try await list(request, context) }
        router.post("spaces/{space}/queue") { request, context in try await approve(request, context) }
    }

    // MARK: List

    /// What the address asks for; what it cannot mean is left out.
    private struct Filter: Sendable {
        let kind: KindDefinition?
        let approval: Approval?
        let text: String
        let onlyConflicts: Bool
        let includesWithdrawn: Bool

        init(_ request: Request) {
            kind = request.parameter("kind").flatMap { Catalogue.kind(named: String($0)) }
            let approval = request.parameter("approval")
            self.approval = Approval.allCases.first { approval == $0.definition.identifier[...] }
            text = request.parameter("text").map(String.init) ?? ""
            onlyConflicts = request.parameter("conflicts") == "1"
            includesWithdrawn = request.parameter("withdrawn") == "1"
        }

        var query: RecordQuery {
            var query = RecordQuery()
            query.kinds = kind.map { [$0.number] } ?? []
            query.text = text.isEmpty ? nil : text
            query.onlyOpenConflicts = onlyConflicts
            query.includesWithdrawn = includesWithdrawn
            if let approval {
                let value = Value.enumeration(approval.rawValue)
                query.conditions = [
                    RecordQuery.Condition(field: Review.approval.number, comparison: .equals(value))
                ]
            }
            query.limit = QueueRoutes.pageSize
            return query
        }

        /// As the query of an address.
        func address(after cursor: String) -> String {
            let parts = [
                kind.map { "kind=\($0.name)" }, approval.map { "approval=\($0.definition.identifier)" },
                text.isEmpty ? nil : "text=\(PagePath.escaped(text))", onlyConflicts ? "conflicts=1" : nil,
                includesWithdrawn ? "withdrawn=1" : nil, "cursor=\(cursor)",
            ]
            return parts.compactMap(\.self).joined(separator: "&")
        }
    }

    private func list(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let filter = Filter(request)
        var query = filter.query
        query.cursor = request.parameter("cursor").map(String.init)
        let wanted = query
        let view = try await StoreThreads.run {
            try self.view(of: wanted, filter, visit, message: pages.told(request, in: visit.language))
        }
        return gate.page("queue", titled: "queue", request, for: visit.person, showing: view)
    }

    private func view(
        of query: RecordQuery,
        _ filter: Filter,
        _ visit: SpacePages.Visit,
        message: MessageView?
    ) throws -> QueueView {
        let path = PagePath(space: visit.access.space)
        let page = try Self.page(of: query, in: visit)
        let canApprove = visit.access.rights.contains(.review)
        let rows = try page.records.map { try Self.row(of: $0, visit, canApprove: canApprove) }
        return QueueView(
            message: message,
            space: visit.access.space.name,
            path: path.queue,
            kinds: Catalogue.kinds.map { kind in
                RecordPageView.ChoiceView(
                    value: kind.name,
                    label: kind.label[visit.language],
                    isSelected: kind.number == filter.kind?.number
                )
            },
            approvals: Approval.allCases.map { approval in
                RecordPageView.ChoiceView(
                    value: approval.definition.identifier,
                    label: approval.definition.label[visit.language],
                    isSelected: approval == filter.approval
                )
            },
            text: filter.text,
            onlyConflicts: filter.onlyConflicts,
            includesWithdrawn: filter.includesWithdrawn,
            rows: rows,
            isEmpty: rows.isEmpty,
            canApprove: canApprove && !rows.isEmpty,
            next: page.next.map { "\(path.queue)?\(filter.address(after: $0))" }
        )
    }

    private static func row(
        of record: RecordView,
        _ visit: SpacePages.Visit,
        canApprove: Bool
    ) throws -> QueueView.RowView {
        let kind = Catalogue.kind(record.key.kind)
        let number = Review.approval.number
        return QueueView.RowView(
            id: "\(kind?.name ?? "")/\(record.key.id.uuidString)/\(Seen.text(of: record[number]))",
            path: PagePath(space: visit.access.space).record(record.key),
            kind: visit.names.label(of: record.key.kind),
            headline: try visit.names.headline(of: record),
            changed: visit.names.time(record.changedAt.millisecondsSinceEpoch),
            approval: try visit.names.titles.valueText.text(of: record[number], in: kind?[number]) ?? "",
            isOpen: record.fields.contains { $0.status == .open } || record.isWithdrawalContested,
            isWithdrawn: record.isWithdrawn,
            canApprove: canApprove
        )
    }

    /// A cursor that somebody has mistyped begins at the top.
    private static func page(of query: RecordQuery, in visit: SpacePages.Visit) throws -> RecordPage {
        do {
            return try visit.names.replica.records(matching: query, in: visit.access.space.id)
        } catch StoreError.value {
            var query = query
            query.cursor = nil
            return try visit.names.replica.records(matching: query, in: visit.access.space.id)
        }
    }

    // MARK: Approve

    private struct ApprovalForm: Decodable {
        /// `kind/id/seen`, each.
        let record: [String]?
    }

    /// Approves each record that was ticked; one that is approved already stays as it is, and so does one on
    /// which somebody else has decided since.
    private func approve(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let form = try await gate.form(ApprovalForm.self, of: visit.person, request)
        let deeds = (form.record ?? []).compactMap(Self.deed)
        let desk = pages.desk
        let told = try await StoreThreads.run {
            var isChanged = false
            var isLeft = false
            for deed in deeds {
                do {
                    isChanged = try desk.write(deed, by: visit.person, in: visit.access) || isChanged
                } catch ReviewRefusal.changedMeanwhile {
                    isLeft = true
                } catch Refusal.unknownRecord {
                    isLeft = true
                }
            }
            return isLeft ? "someLeft" : isChanged ? "approved" : "unchanged"
        }
        return .redirect(to: PagePath(space: visit.access.space).queue + "?told=\(told)")
    }

    private static func deed(_ text: String) -> ReviewDesk.Deed? {
        let parts = text.split(separator: "/")
        guard parts.count == 3, let kind = Catalogue.kind(named: String(parts[0])),
            let id = RecordID(String(parts[1]))
        else { return nil }
        let approved = Value.enumeration(Approval.approved.rawValue)
        return ReviewDesk.Deed(
            record: RecordKey(kind: kind.number, id: id),
            edits: [.set(Review.approval.number, approved)],
            seen: String(parts[2])
        )
    }
}
