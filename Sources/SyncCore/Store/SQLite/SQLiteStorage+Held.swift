import GRDB

/// What a replica holds, for those who look through all of it.
extension SQLiteStorage {
    /// Segments of a space, placed or waiting, in the order of arrival, after one of them.
    func heldSegments(
        of space: RowKey<StoredSpace>,
        after last: RowKey<StoredSegment>?,
        limit: Int
    ) throws -> [StoredSegment] {
        try rows(
            """
            SELECT key, id, log, last, previous, status, is_verified, is_head, root, rights_left
            FROM segment
            WHERE key > ? AND log IN (SELECT key FROM log WHERE space = ?) ORDER BY key LIMIT ?
            """,
            [last?.rawValue ?? 0, space.rawValue, limit]
        ).map { try StoredSegment($0) }
    }

    /// Records of a kind, withdrawn ones too.
    func recordCount(of kind: KindNumber, in space: RowKey<StoredSpace>) throws -> Int {
        try count(
            "SELECT count(*) FROM record WHERE space = ? AND kind = ?",
            [space.rawValue, kind.rawValue]
        )
    }
}
