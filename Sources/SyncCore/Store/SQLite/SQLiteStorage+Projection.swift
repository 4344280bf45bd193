import Foundation
import GRDB

/// A record that waits for its projection.
struct UnprojectedRecord: Sendable {
    let key: RowKey<StoredRecord>
    let space: RowKey<StoredSpace>
    let name: RecordKey
    let state: [UInt8]
    /// The state that its present projection was made of, if it has one.
    let former: [UInt8]?
}

/// The projection of a record, and the one that it takes the place of.
struct RenewedProjection: Sendable {
    let record: UnprojectedRecord
    let former: Projection?
    let new: Projection
}

extension SQLiteStorage {
    func hasUnprojected() throws -> Bool {
        try count(
            """
            SELECT EXISTS (SELECT 1 FROM stale)
                OR coalesce((SELECT max(key) FROM record), 0) > (SELECT projected FROM store)
            """
        ) == 1
    }

    func staleRecords(limit: Int) throws -> [UnprojectedRecord] {
        try rows(
            """
            SELECT key, space, kind, id, state, former
            FROM stale CROSS JOIN record ON record.key = stale.record ORDER BY stale.record LIMIT ?
            """,
            [limit]
        ).map { try UnprojectedRecord($0) }
    }

    func newRecords(limit: Int) throws -> [UnprojectedRecord] {
        try rows(
            """
            SELECT key, space, kind, id, state, NULL FROM record
            WHERE key > (SELECT projected FROM store) ORDER BY key LIMIT ?
            """,
            [limit]
        ).map { try UnprojectedRecord($0) }
    }

    func setProjected(upTo key: RowKey<StoredRecord>) throws {
        try execute("UPDATE store SET projected = ?", [key.rawValue])
    }

    func forgetStale(_ keys: [RowKey<StoredRecord>]) throws {
        for key in keys { try execute("DELETE FROM stale WHERE record = ?", [key.rawValue]) }
    }

    func keep(_ projections: [RenewedProjection]) throws {
        try keepListings(of: projections)
        try keepTerms(
            of: projections,
            inserting: "INSERT INTO words (rowid, text) VALUES (?, ?)",
            deleting: "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
            \.words
        )
        try keepTerms(
            of: projections,
            inserting: "INSERT INTO filters (rowid, terms) VALUES (?, ?)",
            deleting: "INSERT INTO filters (filters, rowid, terms) VALUES ('delete', ?, ?)",
            \.terms
        )
    }

    private func keepListings(of projections: [RenewedProjection]) throws {
        let statement = try RepeatedStatement(
            """
            INSERT OR REPLACE INTO listing (record, space, kind, changed_at, is_withdrawn, has_conflict)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            in: database
        )
        for renewed in projections {
            try statement.bind(renewed.record.key.rawValue, at: 1)
            try statement.bind(renewed.record.space.rawValue, at: 2)
            try statement.bind(Int64(renewed.record.name.kind.rawValue), at: 3)
            try statement.bind(renewed.new.changedAt.ordered, at: 4)
            try statement.bind(renewed.new.isWithdrawn ? 1 : 0, at: 5)
            try statement.bind(renewed.new.hasConflict ? 1 : 0, at: 6)
            try statement.run()
        }
    }

    /// Replaces what an index without contents knows of the records by what it should know.
    private func keepTerms(
        of projections: [RenewedProjection],
        inserting insertion: StaticString,
        deleting deletion: StaticString,
        _ terms: (Projection) -> [UInt8]
    ) throws {
        let insert = try RepeatedStatement(insertion, in: database)
        let delete = try RepeatedStatement(deletion, in: database)
        for renewed in projections {
            let former = renewed.former.map(terms) ?? []
            let new = terms(renewed.new)
            guard former != new else { continue }
            for (statement, text) in [(delete, former), (insert, new)] where !text.isEmpty {
                try statement.bind(renewed.record.key.rawValue, at: 1)
                try statement.bind(text: text, at: 2)
                try statement.run()
            }
        }
    }

    /// Joins the runs of both indexes into one, in which no former term is left.
    func optimiseIndexes() throws {
        try execute("INSERT INTO words (words) VALUES ('optimize')")
        try execute("INSERT INTO filters (filters) VALUES ('optimize')")
    }

    func projectedSchema() throws -> [UInt8] {
        try row("SELECT schema FROM store")?.bytes(0) ?? []
    }

    func clearProjections(for schema: [UInt8]) throws {
        try execute("DELETE FROM listing")
        try execute("INSERT INTO words (words) VALUES ('delete-all')")
        try execute("INSERT INTO filters (filters) VALUES ('delete-all')")
        try execute("DELETE FROM stale")
        try execute("UPDATE store SET projected = 0, schema = ?", [Data(schema)])
    }
}

extension UnprojectedRecord {
    fileprivate init(_ row: Row) throws {
        key = row.key(0)
        space = row.key(1)
        name = RecordKey(
            kind: KindNumber(rawValue: row[2]),
            id: try row.identifier(3).orDamaged("a record without an id")
        )
        state = try row.bytes(4)
        former = row.hasNull(atIndex: 5) ? nil : try row.bytes(5)
    }
}
