import GRDB

extension SQLiteStorage {
    /// Placed segments that are not at or before one of the vector's heads, each after its predecessor.
    func segments(
        of space: RowKey<StoredSpace>,
        missingFrom vector: VersionVector,
        countLimit: Int,
        byteLimit: Int
    ) throws -> [Segment] {
        var segments: [Segment] = []
        var bytes = 0
        for row in try rows("SELECT key, id FROM log WHERE space = ? ORDER BY id", [space.rawValue]) {
            let log: LogID = try row.identifier(1).orDamaged("a log without an id")
            let heads = Set(vector.heads[log, default: []].map(\.segment))
            for segment in try missing(of: row.key(0), from: heads) {
                let segment = try self.bytes(of: segment)
                bytes += segment.storedSize
                if segments.count == countLimit || (bytes > byteLimit && !segments.isEmpty) {
                    return segments
                }
                segments.append(segment)
            }
        }
        return segments
    }

    func incompleteCount(of space: RowKey<StoredSpace>) throws -> Int {
        try count(
            """
            SELECT count(*) FROM segment JOIN log ON log.key = segment.log
            WHERE log.space = ? AND segment.status = 2
            """,
            [space.rawValue]
        )
    }

    /// Segments of whose writer's rights standing changes leave less than all.
    func limitedSegmentCount(of space: RowKey<StoredSpace>) throws -> Int {
        try count(
            """
            SELECT count(*) FROM segment JOIN log ON log.key = segment.log
            WHERE log.space = ? AND segment.rights_left IS NOT NULL
            """,
            [space.rawValue]
        )
    }

    func incompleteSegments(of space: RowKey<StoredSpace>, limit: Int) throws -> [SegmentID] {
        try rows(
            """
            SELECT segment.id FROM segment JOIN log ON log.key = segment.log
            WHERE log.space = ? AND segment.status = 2 ORDER BY segment.id LIMIT ?
            """,
            [space.rawValue, limit]
        ).map { try $0.digest(0).orDamaged("a segment without an id") }
    }

    private func missing(
        of log: RowKey<StoredLog>,
        from heads: Set<SegmentID>
    ) throws -> [RowKey<StoredSegment>] {
        let rows = try rows(
            """
            SELECT key, id, log, last, previous, status, is_verified, is_head, root, rights_left
            FROM segment WHERE log = ? AND status <> 1 ORDER BY first DESC
            """,
            [log.rawValue]
        )
        var known = heads
        var missing: [RowKey<StoredSegment>] = []
        for segment in try rows.map({ try StoredSegment($0) }) {
            if known.contains(segment.id) {
                if let previous = segment.previous { known.insert(previous) }
            } else {
                missing.append(segment.key)
            }
        }
        return missing.reversed()
    }
}
