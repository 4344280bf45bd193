import GRDB

/// A placed segment, without its bytes.
struct SegmentStep: Sendable {
    let key: RowKey<StoredSegment>
    let id: SegmentID
    let previous: SegmentID?
    let first: UInt64
    let last: UInt64
    /// Milliseconds since 1970.
    let arrivedAt: Int64
}

extension SQLiteStorage {
    /// The logs of a space of which something is placed, the control log's first, then ascending.
    func bundledLogs(of space: RowKey<StoredSpace>) throws -> [(log: LogID, isControl: Bool)] {
        try openings(in: space)
            .map { (log: $0.log, isControl: $0.opening.certificate == nil) }
            .sorted { ($0.isControl ? 0 : 1, $0.log) < ($1.isControl ? 0 : 1, $1.log) }
    }

    /// The placed segments of a log, each before its predecessor.
    func steps(of log: LogID, in space: RowKey<StoredSpace>) throws -> [SegmentStep] {
        try rows(
            """
            SELECT segment.key, segment.id, previous, first, last, arrived_at
            FROM segment JOIN log ON log.key = segment.log
            WHERE log.space = ? AND log.id = ? AND segment.status <> 1
            ORDER BY first DESC, segment.key DESC
            """,
            [space.rawValue, log.data]
        ).map { row in
            SegmentStep(
                key: row.key(0),
                id: try row.digest(1).orDamaged("a segment without an id"),
                previous: try row.digest(2),
                first: UInt64(row[3] as Int64),
                last: UInt64(row[4] as Int64),
                arrivedAt: row[5]
            )
        }
    }

    /// Segments of a space whose predecessor is not held.
    func waitingSegments(of space: RowKey<StoredSpace>) throws -> Int {
        try count(
            """
            SELECT count(*) FROM segment JOIN log ON log.key = segment.log
            WHERE log.space = ? AND segment.status = 1
            """,
            [space.rawValue]
        )
    }

    /// Segments of a space that have their place in a log.
    func placedSegments(of space: RowKey<StoredSpace>) throws -> Int {
        let all = try count(
            "SELECT count(*) FROM log JOIN segment ON segment.log = log.key WHERE log.space = ?",
            [space.rawValue]
        )
        return try all - waitingSegments(of: space)
    }

    /// The state digest, if it is that of the segments alone: nothing of this device waits to be sealed.
    func sealedDigest(of space: StoredSpace) throws -> StateDigest? {
        for log in try ownLogs(of: space.key) where try !unsealed(of: log.key, limit: 1).isEmpty {
            return nil
        }
        return space.digest
    }
}
