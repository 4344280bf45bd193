import GRDB

/// A placed segment that carries wanted changes.
struct SegmentCarrier: Sendable {
    let id: SegmentID
    let first: UInt64
    let arrivedAt: Int64
    let isAcknowledged: Bool
    let segment: Segment
    /// Of the first segment of its branch.
    let opening: LogOpening?
}

extension SQLiteStorage {
    /// The placed segments that cover any of the numbers, each once, in the order of arrival.
    func carriers(of numbers: [UInt64], in log: StoredLog, space: StoredSpace) throws -> [SegmentCarrier] {
        var keys: Set<RowKey<StoredSegment>> = []
        for number in numbers {
            let rows = try rows(
                """
                SELECT key FROM segment INDEXED BY segment_by_log
                WHERE log = ?1 AND first BETWEEN ?2 AND ?3 AND last >= ?3 AND status <> 1
                """,
                [log.key.rawValue, max(1, Int64(number) - Int64(Limits.segmentChanges) + 1), Int64(number)]
            )
            for row in rows { keys.insert(row.key(0)) }
        }
        return try keys.sorted().map { try carrier($0, space: space) }
    }

    private func carrier(_ key: RowKey<StoredSegment>, space: StoredSpace) throws -> SegmentCarrier {
        let row = try row(
            """
            SELECT id, first, arrived_at, root, safe_generation, header, signature, body,
                EXISTS (SELECT 1 FROM numbering WHERE numbering.segment = segment.key)
            FROM segment WHERE key = ?
            """,
            [key.rawValue]
        ).orDamaged("a segment that is referred to is not there")
        let root: RowKey<StoredSegment> = row.optionalKey(3) ?? key
        let safeIn: Generation? = try row.identifier(4)
        let isSafe = safeIn != nil && (space.stream == nil || safeIn == space.stream?.generation)
        let isNumbered: Bool = row[8]
        let segment = try Segment(row, from: 5)
        return SegmentCarrier(
            id: try row.digest(0).orDamaged("a segment without an id"),
            first: UInt64(row[1] as Int64),
            arrivedAt: row[2],
            isAcknowledged: isSafe || isNumbered,
            segment: segment,
            opening: try segment.header.opening ?? bytes(of: root).header.opening
        )
    }
}
