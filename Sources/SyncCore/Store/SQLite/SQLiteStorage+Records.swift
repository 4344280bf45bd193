import Foundation
import GRDB

extension SQLiteStorage {
    func record(_ key: RecordKey, in space: RowKey<StoredSpace>) throws -> StoredRecord? {
        let rows = try cursor(
            "SELECT key, digest, state FROM record WHERE space = ? AND kind = ? AND id = ?",
            [space.rawValue, key.kind.rawValue, key.id.data]
        )
        guard let row = try rows.next() else { return nil }
        return StoredRecord(
            key: row.key(0),
            state: try RecordState(storedBytes: row.bytes(2)),
            digest: try row.digest(1).orDamaged("a record without a digest")
        )
    }

    func keep(
        _ state: [UInt8],
        digest: StateDigest,
        of record: RecordKey,
        at key: RowKey<StoredRecord>?,
        in space: RowKey<StoredSpace>
    ) throws {
        guard let key else {
            return try execute(
                "INSERT INTO record (space, kind, id, digest, state) VALUES (?, ?, ?, ?, ?)",
                [space.rawValue, record.kind.rawValue, record.id.data, digest.data, Data(state)]
            )
        }
        try execute(
            "UPDATE record SET digest = ?, state = ? WHERE key = ?",
            [digest.data, Data(state), key.rawValue]
        )
        try execute(
            """
            INSERT OR IGNORE INTO stale (record)
            SELECT ?1 WHERE ?1 <= (SELECT projected FROM store)
            """,
            [key.rawValue]
        )
    }
}
