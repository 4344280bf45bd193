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
        var request = Request(
            """
            SELECT record.kind, record.id, record.state
            FROM listing JOIN record ON record.key = listing.record
            WHERE listing.space = ? AND listing.kind IN (SELECT value FROM json_each(?))
            """,
            [space.rawValue, Self.list(of: kinds)]
        )
        if !query.includesWithdrawn { request.add(" AND listing.is_withdrawn = 0") }
        if query.onlyOpenConflicts { request.add(" AND listing.has_conflict = 1") }
        for condition in query.conditions { request.add(condition) }
        if let text = query.text, let words = SearchWords(text).expression {
            request.add(" AND listing.record IN (SELECT rowid FROM words WHERE words MATCH ?)", [words])
        }
        if let prefix = query.idPrefix {
            request.add(try IdentifierRange(prefix: prefix), kinds: Self.list(of: kinds), in: space)
        }
        if let cursor = query.cursor {
            let end = try ListingCursor(cursor)
            request.add(
                """
                 AND listing.changed_at <= ?
                AND (listing.changed_at < ? OR (record.kind, record.id) > (?, ?))
                """,
                [end.changedAt, end.changedAt, end.key.kind.rawValue, end.key.id.data]
            )
        }
        request.add(" ORDER BY listing.changed_at DESC, record.kind, record.id LIMIT ?", [limit])
        return try request.rows(in: database).map { row in
            ListedRecord(
                name: RecordKey(
                    kind: KindNumber(rawValue: row[0]),
                    id: try row.identifier(1).orDamaged("a record without an id")
                ),
                state: try row.bytes(2)
            )
        }
    }

    /// The numbers as a JSON list, for a statement that takes any count of them.
    private static func list(of kinds: [KindNumber]) -> String {
        "[" + kinds.map { String($0.rawValue) }.joined(separator: ",") + "]"
    }
}

/// A statement put together from literals; every value is bound.
private struct Request {
    private var sql: String
    private var arguments: StatementArguments

    init(_ sql: StaticString, _ arguments: StatementArguments) {
        self.sql = sql.description
        self.arguments = arguments
    }

    mutating func add(_ sql: StaticString, _ arguments: StatementArguments = []) {
        self.sql += sql.description
        self.arguments += arguments
    }

    /// A condition on an indexed field.
    mutating func add(_ condition: RecordQuery.Condition) {
        guard let range = FilterTerm.range(of: condition) else { return add(" AND FALSE") }
        add(
            " AND listing.record IN (SELECT doc FROM filter_term WHERE term BETWEEN ? AND ?)",
            [range.lowerBound, range.upperBound]
        )
    }

    /// Looks the ids up where they are in order, whatever else is asked.
    mutating func add(_ range: IdentifierRange, kinds: String, in space: RowKey<StoredSpace>) {
        add(
            """
             AND listing.record IN (
                SELECT key FROM record WHERE space = ? AND kind IN (SELECT value FROM json_each(?))
                    AND id BETWEEN ? AND ?
            )
            """,
            [space.rawValue, kinds, Data(range.first), Data(range.last)]
        )
    }

    func rows(in database: Database) throws -> [Row] {
        try Row.fetchAll(database, sql: sql, arguments: arguments)
    }
}
