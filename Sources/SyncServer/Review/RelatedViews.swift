import FieldModel
import SyncCore

/// Shows what refers to a record: the checks of a settlement, the observations at a place, its actions.
struct RelatedViews: Sendable {
    /// Rows of one kind.
    private static let mostRows = 100

    let names: RecordNames
    let path: PagePath

    func views(of record: RecordView) throws -> [RecordPageView.RelatedView] {
        try Catalogue.kinds.filter { $0.number != .question && $0.number != .link }.compactMap { kind in
            let rows = names.picture.records(of: kind.number, referringTo: record.key)
            guard !rows.isEmpty else { return nil }
            let columns = Self.columns(of: kind, under: record.key.kind)
            return RecordPageView.RelatedView(
                heading: "\(kind.label[names.language]) (\(rows.count))",
                columns: columns.map { $0.label[names.language] },
                rows: try rows.sorted { Self.time(of: $0) > Self.time(of: $1) }.prefix(Self.mostRows).map {
                    try row(of: $0, columns)
                }
            )
        }
    }

    private func row(
        of view: RecordView,
        _ columns: [FieldDefinition]
    ) throws -> RecordPageView.RelatedView.RowView {
        RecordPageView.RelatedView.RowView(
            path: path.record(view.key),
            title: try names.titles.title(of: view.key),
            cells: try columns.map { try names.text(of: $0.number, in: view) ?? "" }
        )
    }

    /// What tells the rows apart: short fields, without the one that leads here.
    private static func columns(of kind: KindDefinition, under owner: KindNumber) -> [FieldDefinition] {
        let shown = kind.fields.filter { field in
            guard field.referredKind != owner, !field.isReview else { return false }
            switch field.form {
            case .text(let length): return length <= 200 && !field.isSet
            case .anyRecord, .polygon, .photo, .position: return false
            case .reference: return !field.isSet
            case .bool, .integer, .decimal, .date, .instant, .choice: return !field.isSet
            }
        }
        return Array(shown.prefix(8))
    }

    /// The newest first, whatever is of no time last.
    private static func time(of view: RecordView) -> Int64 {
        switch view.time {
        case .date(let date): Int64(date.daysSinceEpoch) * 86_400_000
        case .instant(let instant): instant.milliseconds
        default: .min
        }
    }
}
