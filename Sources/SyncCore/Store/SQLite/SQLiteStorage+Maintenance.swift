import GRDB

/// A record as its row has it; the state may be unreadable.
struct RawRecord: Sendable {
    let key: RowKey<StoredRecord>
    let name: RecordKey
    let state: [UInt8]
}

extension SQLiteStorage {
    /// What SQLite finds wrong with the file; empty if nothing.
    func integrityComplaints() throws -> [String] {
        try rows("PRAGMA integrity_check").map { $0[0] as String }.filter { $0 != "ok" }
    }

    /// Ascending.
    func tablesWithBrokenReferences() throws -> [String] {
        try Set(rows("PRAGMA foreign_key_check").map { $0[0] as String }).sorted()
    }

    /// Changes in placed segments.
    func changeCount(of space: RowKey<StoredSpace>) throws -> Int {
        try count(
            """
            SELECT coalesce(sum(last - first + 1), 0) FROM segment JOIN log ON log.key = segment.log
            WHERE log.space = ? AND status <> 1
            """,
            [space.rawValue]
        )
    }

    func placedSegments(in log: RowKey<StoredLog>) throws -> [StoredSegment] {
        try rows(
            """
            SELECT key, id, log, last, previous, status, is_verified, is_head, root, rights_left
            FROM segment WHERE log = ? AND status <> 1 ORDER BY key
            """,
            [log.rawValue]
        ).map { try StoredSegment($0) }
    }

    /// In the order of arrival.
    func allSegments(of space: RowKey<StoredSpace>) throws -> [StoredSegment] {
        try rows(
            """
            SELECT segment.key, segment.id, log, last, previous, status, is_verified, is_head, root,
                rights_left
            FROM segment JOIN log ON log.key = segment.log WHERE log.space = ? ORDER BY segment.key
            """,
            [space.rawValue]
        ).map { try StoredSegment($0) }
    }

    func placedSegments(of space: RowKey<StoredSpace>) throws -> [StoredSegment] {
        try allSegments(of: space).filter { $0.status != .waiting }
    }

    /// The server's numbering, ascending.
    func numbering(
        of space: RowKey<StoredSpace>
    ) throws -> [(position: UInt64, segment: SegmentID, chain: ChainHash)] {
        try rows(
            """
            SELECT position, segment.id, chain FROM numbering JOIN segment ON segment.key = numbering.segment
            WHERE space = ? ORDER BY position
            """,
            [space.rawValue]
        ).map { row in
            (
                UInt64(row[0] as Int64), try row.digest(1).orDamaged("a segment without an id"),
                try row.digest(2).orDamaged("a number without a chain")
            )
        }
    }

    /// Steps through the records of a space without keeping them.
    func withRecords(of space: RowKey<StoredSpace>, _ body: (RawRecord) throws -> Void) throws {
        let records = try cursor(
            "SELECT key, kind, id, state FROM record WHERE space = ? ORDER BY key",
            [space.rawValue]
        )
        while let row = try records.next() {
            let name = RecordKey(
                kind: KindNumber(rawValue: row[1]),
                id: try row.identifier(2).orDamaged("a record without an id")
            )
            try body(RawRecord(key: row.key(0), name: name, state: row.bytes(3)))
        }
    }

    func removeRecord(_ key: RowKey<StoredRecord>) throws {
        try execute("DELETE FROM record WHERE key = ?", [key.rawValue])
    }
}
