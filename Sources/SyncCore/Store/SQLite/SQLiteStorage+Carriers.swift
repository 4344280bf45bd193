import GRDB

/// How a placed segment came to this replica.
struct SegmentArrival: Sendable {
    /// Milliseconds since 1970.
    let arrivedAt: Int64
    /// Whether a server's numbering of the present generation is known to hold it.
    let isAcknowledged: Bool
}

extension SQLiteStorage {
    func arrival(of segment: RowKey<StoredSegment>, in space: StoredSpace) throws -> SegmentArrival {
        let row = try row(
            """
            SELECT arrived_at, safe_generation,
                EXISTS (SELECT 1 FROM numbering WHERE numbering.segment = segment.key)
            FROM segment WHERE key = ?
            """,
            [segment.rawValue]
        ).orDamaged("a segment that is referred to is not there")
        let safeIn: Generation? = try row.identifier(1)
        let isSafe = safeIn != nil && (space.stream == nil || safeIn == space.stream?.generation)
        let isNumbered: Bool = row[2]
        return SegmentArrival(arrivedAt: row[0], isAcknowledged: isSafe || isNumbered)
    }
}
