import Foundation
import GRDB

/// A record that waits for its projection.
struct UnprojectedRecord: Sendable {
    let key: RowKey<StoredRecord>
    let space: RowKey<StoredSpace>
    let name: RecordKey
    let state: [UInt8]
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
            SELECT key, space, kind, id, state FROM stale JOIN record ON record.key = stale.record
            ORDER BY key LIMIT ?
            """,
            [limit]
        ).map { try UnprojectedRecord($0) }
    }

    func newRecords(limit: Int) throws -> [UnprojectedRecord] {
        try rows(
            """
            SELECT key, space, kind, id, state FROM record
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

    func keep(_ projection: Projection, of record: UnprojectedRecord) throws {
        let key = record.key.rawValue
        if let former = try row("SELECT has_words FROM listing WHERE record = ?", [key]) {
            try execute("DELETE FROM field_value WHERE record = ?", [key])
            if former[0] { try execute("DELETE FROM words WHERE rowid = ?", [key]) }
        }
        try execute(
            """
            INSERT OR REPLACE INTO listing
                (record, space, kind, id, changed_at, is_withdrawn, has_conflict, has_words)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                key, record.space.rawValue, record.name.kind.rawValue, record.name.id.data,
                projection.changedAt.ordered, projection.isWithdrawn, projection.hasConflict,
                !projection.words.isEmpty,
            ]
        )
        for (field, value) in projection.values {
            try execute(
                "INSERT OR IGNORE INTO field_value (record, field, value) VALUES (?, ?, ?)",
                [key, field.rawValue, value.databaseValue]
            )
        }
        if !projection.words.isEmpty {
            try execute("INSERT INTO words (rowid, text) VALUES (?, ?)", [key, projection.words])
        }
    }

    func projectedSchema() throws -> [UInt8] {
        try row("SELECT schema FROM store")?.bytes(0) ?? []
    }

    func clearProjections(for schema: [UInt8]) throws {
        try execute("DELETE FROM listing")
        try execute("DELETE FROM field_value")
        try execute("DELETE FROM words")
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
    }
}

extension IndexValue {
    var databaseValue: DatabaseValue {
        switch self {
        case .number(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        }
    }
}
