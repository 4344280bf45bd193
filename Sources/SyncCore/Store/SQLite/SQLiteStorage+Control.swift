import GRDB

/// What carrying out the control log reads and writes.
extension SQLiteStorage {
    func predecessors(in log: RowKey<StoredLog>) throws -> [SegmentID: SegmentID?] {
        let rows = try rows(
            "SELECT id, previous FROM segment WHERE log = ? AND status <> 1",
            [log.rawValue]
        )
        var predecessors: [SegmentID: SegmentID?] = [:]
        for row in rows {
            let id: SegmentID = try row.digest(0).orDamaged("a segment without an id")
            predecessors.updateValue(try row.digest(1), forKey: id)
        }
        return predecessors
    }

    func segments(carrying numbers: [UInt64], of log: RowKey<StoredLog>) throws -> [StoredSegment] {
        var segments: [RowKey<StoredSegment>: StoredSegment] = [:]
        for number in numbers {
            let rows = try rows(
                """
                SELECT key, id, log, last, previous, status, is_verified, is_head, root, rights_left
                FROM segment INDEXED BY segment_by_log
                WHERE log = ?1 AND first BETWEEN ?2 AND ?3 AND last >= ?3 AND status <> 1
                """,
                [log.rawValue, max(1, Int64(number) - Int64(Limits.segmentChanges) + 1), Int64(number)]
            )
            for row in rows {
                let segment = try StoredSegment(row)
                segments[segment.key] = segment
            }
        }
        return segments.values.sorted { $0.key < $1.key }
    }

    func setRightsLeft(_ rights: Rights?, of segment: RowKey<StoredSegment>) throws {
        try execute(
            "UPDATE segment SET rights_left = ? WHERE key = ?",
            [rights?.rawValue, segment.rawValue]
        )
    }

    func setComplete(_ segment: RowKey<StoredSegment>) throws {
        try execute("UPDATE segment SET status = 0 WHERE key = ? AND status = 2", [segment.rawValue])
    }

    func setErasing(_ isErasing: Bool) throws {
        try execute("UPDATE store SET is_erasing = ?", [isErasing])
    }

    func isErasing() throws -> Bool {
        try count("SELECT is_erasing FROM store") == 1
    }
}
