public import FieldModel
import Foundation
public import SyncCore

/// What a mapping makes of a table: records in the form of ``RecordDocument``, each with the row that it
/// comes from.
///
/// The same table and mapping give the same records in the same space, wherever and whenever they are read.
public struct ImportedRecords: Sendable {
    /// One record, and where it comes from.
    public struct Entry: Hashable, Sendable {
        /// As a spreadsheet numbers it.
        public let row: Int
        public let document: JSONValue
        /// Numbers that the mapping does not let through.
        let problems: [InputProblem]
    }

    /// In the order of the rows.
    public let entries: [Entry]
    /// Spellings that were replaced, and how often.
    public let aliases: [String: Int]
    /// Rows of which no record was made, ascending.
    public let passedOver: [Int]

    /// The series of the statistics among them.
    var series: Set<String> {
        Set(
            entries.compactMap { entry in
                guard case .string(let series)? = entry.document["fields"]?[Statistic.series.name] else {
                    return nil
                }
                return series
            }
        )
    }

    /// Makes records.
    ///
    /// Complexity: O(*rows* · *entries of the mapping*).
    ///
    /// - Parameters:
    ///   - table: the file.
    ///   - mapping: what its columns mean.
    ///   - space: where the records go.
    /// - Throws: ``ImportFault/columnMissing(_:nearest:)``
    public init(of table: CSVTable, by mapping: ImportMapping, in space: SpaceID) throws(ImportFault) {
        let limited = mapping.limits.flatMap { [$0.key] + ($0.value.when?.keys.sorted() ?? []) }.sorted()
        for column in mapping.entries.flatMap(\.columns) + limited
        where !table.columns.contains(column) {
            throw .columnMissing(column, nearest: nearestNames(to: column, among: table.columns))
        }
        var entries: [Entry] = []
        var aliases: [String: Int] = [:]
        var passedOver: [Int] = []
        for row in table.rows {
            var cells = Dictionary(uniqueKeysWithValues: zip(table.columns, row.cells))
            for (column, names) in mapping.aliases {
                guard let written = cells[column], let name = names[written] else { continue }
                cells[column] = name
                aliases["\(written) → \(name)", default: 0] += 1
            }
            let problems = Self.problems(of: cells, mapping.limits)
            let made = mapping.entries.filter { $0.holds { cells[$0] ?? "" } }.map { entry in
                Entry(
                    row: row.number,
                    document: Self.document(of: entry, cells, mapping.same, in: space),
                    problems: problems
                )
            }
            if made.isEmpty { passedOver.append(row.number) }
            entries += made
        }
        self.entries = entries
        self.aliases = aliases
        self.passedOver = passedOver
    }

    private static func problems(
        of cells: [String: String],
        _ limits: [String: ImportMapping.Limits]
    ) -> [InputProblem] {
        limits.sorted { $0.key < $1.key }.compactMap { column, limits in
            let holds = limits.when?.allSatisfy { $0.value.contains(cells[$0.key] ?? "") } ?? true
            guard holds, let text = cells[column], let fault = limits.fault(of: text) else { return nil }
            return InputProblem(.outsideLimits("\(column) = \(text)", limits: fault))
        }
    }

    private static func document(
        of entry: ImportMapping.Entry,
        _ cells: [String: String],
        _ same: [String: [String: String]],
        in space: SpaceID
    ) -> JSONValue {
        func text(_ template: ImportTemplate) -> String? {
            template.text(
                cell: { cells[$0] ?? "" },
                same: { column in cells[column].flatMap { same[column]?[$0] } }
            )
        }
        var fields: [String: JSONValue] = [:]
        for field in entry.fields {
            guard let text = text(field.template) else { continue }
            if let split = field.split {
                let parts = text.components(separatedBy: split)
                    .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
                fields[field.name] = .array(parts.map { .string($0) })
            } else {
                fields[field.name] = .string(text)
            }
        }
        var members: [String: JSONValue] = ["kind": .string(entry.kind), "fields": .object(fields)]
        if let id = entry.id.flatMap(text), let kind = Catalogue.kind(written: entry.kind) {
            let record = NaturalKey.id(of: kind.number, parts: [.text("import"), .text(id)], in: space)
            members["id"] = .string(record.uuidString)
        }
        return .object(members)
    }
}
