import Foundation
import GRDB

/// One record of a listing.
struct ListedRecord: Sendable {
    let name: RecordKey
    let state: [UInt8]
}

extension SQLiteStorage {
    /// Records in the order (changed at, newest first; kind; id), at most `limit`.
    func list(
        _ query: RecordQuery,
        kinds: [KindNumber],
        limit: Int,
        in space: RowKey<StoredSpace>
    ) throws -> [ListedRecord] {
        var request: SQL = """
            SELECT record.kind, record.id, record.state
            FROM listing JOIN record ON record.key = listing.record
            WHERE listing.space = \(space.rawValue) AND listing.kind IN \(kinds.map(\.rawValue))
            """
        if !query.includesWithdrawn { request += " AND listing.is_withdrawn = 0" }
        if query.onlyOpenConflicts { request += " AND listing.has_conflict = 1" }
        for condition in query.conditions { request += Self.clause(for: condition) }
        if let text = query.text, let expression = SearchWords(text).expression {
            request += " AND listing.record IN (SELECT rowid FROM words WHERE words MATCH \(expression))"
        }
        if let prefix = query.idPrefix {
            let range = try IdentifierRange(prefix: prefix)
            request += " AND listing.id BETWEEN \(Data(range.first)) AND \(Data(range.last))"
        }
        if let cursor = query.cursor {
            let end = try ListingCursor(cursor)
            request += """
                 AND listing.changed_at <= \(end.changedAt)
                AND (listing.changed_at < \(end.changedAt)
                    OR (listing.kind, listing.id) > (\(end.key.kind.rawValue), \(end.key.id.data)))
                """
        }
        request += " ORDER BY listing.changed_at DESC, listing.kind, listing.id LIMIT \(limit)"
        return try SQLRequest<Row>(literal: request).fetchAll(database).map { row in
            ListedRecord(
                name: RecordKey(
                    kind: KindNumber(rawValue: row[0]),
                    id: try row.identifier(1).orDamaged("a record without an id")
                ),
                state: try row.bytes(2)
            )
        }
    }

    private static func clause(for condition: RecordQuery.Condition) -> SQL {
        let field = condition.field.rawValue
        var clause: SQL = " AND listing.record IN (SELECT record FROM field_value WHERE field = \(field)"
        switch condition.comparison {
        case .equals(let value): clause += " AND value = \(IndexValue(value)?.databaseValue ?? .null)"
        case .between(let low, let high):
            if let low = low.flatMap(IndexValue.init)?.databaseValue {
                clause += " AND value >= \(low) AND typeof(value) = typeof(\(low))"
            }
            if let high = high.flatMap(IndexValue.init)?.databaseValue {
                clause += " AND value <= \(high) AND typeof(value) = typeof(\(high))"
            }
        }
        clause += ")"
        return clause
    }
}
