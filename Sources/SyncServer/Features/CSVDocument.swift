import FieldModel
import Foundation
import Situation
import SyncCore

/// Records as comma-separated values.
///
/// A column for each field of the kinds that are there, after `kind`, `id`, `area_lies_in`, `latitude`,
/// `longitude`, `changed_at`, `withdrawn` and `open_conflicts`; semicolons part the elements of a set.
struct CSVDocument: Sendable {
    let text: String

    init(_ records: [RecordView], in snapshot: Snapshot, titles: Titles) throws {
        let kinds = Set(records.map(\.key.kind))
        var seen: Set<String> = []
        let fields = Catalogue.kinds.filter { kinds.contains($0.number) }.flatMap(\.fields)
            .filter { $0.form != .polygon && $0.form != .position && seen.insert($0.name).inserted }
        var lines = [CSVText.line(Self.first + fields.map(\.name))]
        for record in records {
            let kind = Catalogue.kind(record.key.kind)
            let values = try fields.map { field in
                try kind?[field.name].flatMap { try Self.text(of: record[$0.number], in: $0, titles) } ?? ""
            }
            lines.append(CSVText.line(try Self.first(of: record, in: snapshot, titles) + values))
        }
        text = CSVText.file(lines)
    }

    private static let first = [
        "kind", "id", "area_lies_in", "latitude", "longitude", "changed_at", "withdrawn", "open_conflicts",
    ]

    private static func first(
        of view: RecordView,
        in snapshot: Snapshot,
        _ titles: Titles
    ) throws -> [String] {
        let kind = Catalogue.kind(view.key.kind)
        let position = snapshot.position(of: view)
        let conflicts = view.fields.filter { $0.status == .open }.compactMap { kind?[$0.number]?.name }
        let changed = Instant(milliseconds: view.changedAt.millisecondsSinceEpoch, offsetMinutes: 0)
        return [
            kind?.name ?? "", view.key.id.uuidString,
            try snapshot.area(of: view).map { try titles.title(of: RecordKey(kind: .area, id: $0)) } ?? "",
            position.map { DecimalText.string(of: $0.latitudeUnits, scale: Position.scale) } ?? "",
            position.map { DecimalText.string(of: $0.longitudeUnits, scale: Position.scale) } ?? "",
            changed.iso8601, view.isWithdrawn ? "true" : "false", conflicts.joined(separator: ";"),
        ]
    }

    /// Numbers and choices as programs read them, texts as they were typed.
    private static func text(
        of held: FieldView?,
        in field: FieldDefinition,
        _ titles: Titles
    ) throws -> String? {
        guard let held else { return nil }
        let values = held.status == .set ? held.elements : held.shown.map { [$0] } ?? []
        let texts = try values.map { value -> String in
            switch RecordDocument.json(of: value, in: field) {
            case .string(let text) where field.referredKind == nil: CSVText.harmless(text)
            case .number(let number): "\(number)"
            case .bool(let flag): flag ? "true" : "false"
            default: CSVText.harmless(try titles.valueText.text(of: value, in: field))
            }
        }
        return texts.joined(separator: ";")
    }
}
