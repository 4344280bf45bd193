import Foundation
import GRDB

extension SQLiteStorage {
    func segment(_ id: SegmentID) throws -> StoredSegment? {
        try row(
            """
            SELECT key, id, log, last, previous, status, is_verified, is_head, root, rights_left
            FROM segment WHERE id = ?
            """,
            [id.data]
        ).map { try StoredSegment($0) }
    }

    func bytes(of segment: RowKey<StoredSegment>) throws -> Segment {
        let row = try row("SELECT header, signature, body FROM segment WHERE key = ?", [segment.rawValue])
        return try Segment(row.orDamaged("a segment that is referred to is not there"))
    }

    func segments(waitingFor id: SegmentID) throws -> [StoredSegment] {
        try rows(
            """
            SELECT key, id, log, last, previous, status, is_verified, is_head, root, rights_left
            FROM segment WHERE previous = ? AND status = 1 ORDER BY id
            """,
            [id.data]
        ).map { try StoredSegment($0) }
    }

    func waitingSegments(in log: RowKey<StoredLog>) throws -> [StoredSegment] {
        try rows(
            """
            SELECT key, id, log, last, previous, status, is_verified, is_head, root, rights_left
            FROM segment WHERE log = ? AND status = 1 ORDER BY id
            """,
            [log.rawValue]
        ).map { try StoredSegment($0) }
    }

    func waitingBytes(of log: RowKey<StoredLog>) throws -> Int {
        try count(
            """
            SELECT coalesce(sum(length(header) + length(signature) + length(body)), 0)
            FROM segment WHERE log = ? AND status = 1
            """,
            [log.rawValue]
        )
    }

    func headCount(of log: RowKey<StoredLog>) throws -> Int {
        try count("SELECT count(*) FROM segment WHERE log = ? AND is_head = 1", [log.rawValue])
    }

    func vector(of space: RowKey<StoredSpace>) throws -> VersionVector {
        var heads: [LogID: [VersionVector.Head]] = [:]
        let rows = try rows(
            """
            SELECT log.id, segment.last, segment.id FROM log JOIN segment ON segment.log = log.key
            WHERE log.space = ? AND segment.is_head = 1
            """,
            [space.rawValue]
        )
        for row in rows {
            let log: LogID = try row.identifier(0).orDamaged("a log without an id")
            let segment: SegmentID = try row.digest(2).orDamaged("a segment without an id")
            heads[log, default: []].append(.init(number: UInt64(row[1] as Int64), segment: segment))
        }
        return VersionVector(heads: heads)
    }

    func append(
        _ segment: Segment,
        to log: RowKey<StoredLog>,
        as placing: SegmentPlacing
    ) throws -> RowKey<StoredSegment> {
        try execute(
            """
            INSERT INTO segment
                (log, id, first, last, previous, root, rights_left, status, is_verified, is_head, arrived_at,
                header, signature, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                log.rawValue, segment.id.data, Int64(segment.header.first), Int64(segment.header.last),
                segment.header.previous?.data, placing.root?.rawValue, placing.rightsLeft?.rawValue,
                placing.status.rawValue, placing.isVerified, placing.status != .waiting, placing.arrivedAt,
                Data(segment.headerBytes), Data(segment.signature), Data(segment.body),
            ]
        )
        let key = RowKey<StoredSegment>(rawValue: lastInsertedKey)
        if placing.status != .waiting, placing.root == nil { try setRoot(key, of: key) }
        return key
    }

    func place(_ segment: RowKey<StoredSegment>, as placing: SegmentPlacing) throws {
        try execute(
            """
            UPDATE segment SET status = ?, is_verified = ?, root = coalesce(?, key), rights_left = ?,
                is_head = CASE WHEN status = 1 THEN 1 ELSE is_head END
            WHERE key = ?
            """,
            [
                placing.status.rawValue, placing.isVerified, placing.root?.rawValue,
                placing.rightsLeft?.rawValue, segment.rawValue,
            ]
        )
    }

    func replaceBytes(of key: RowKey<StoredSegment>, by segment: Segment) throws {
        try execute(
            "UPDATE segment SET signature = ?, body = ? WHERE key = ?",
            [Data(segment.signature), Data(segment.body), key.rawValue]
        )
    }

    func setContinued(_ segment: RowKey<StoredSegment>) throws {
        try execute("UPDATE segment SET is_head = 0 WHERE key = ?", [segment.rawValue])
    }

    func remove(_ segment: RowKey<StoredSegment>) throws {
        try execute("DELETE FROM segment WHERE key = ?", [segment.rawValue])
    }

    private func setRoot(_ root: RowKey<StoredSegment>, of segment: RowKey<StoredSegment>) throws {
        try execute("UPDATE segment SET root = ? WHERE key = ?", [root.rawValue, segment.rawValue])
    }
}

extension StoredSegment {
    init(_ row: Row) throws {
        key = row.key(0)
        id = try row.digest(1).orDamaged("a segment without an id")
        log = row.key(2)
        last = UInt64(row[3] as Int64)
        previous = try row.digest(4)
        status = try Status(rawValue: row[5]).orDamaged("a segment of an unknown status")
        isVerified = row[6]
        isHead = row[7]
        root = row.optionalKey(8)
        rightsLeft = (row[9] as UInt32?).map(Rights.init)
    }
}

extension Segment {
    /// Reads the columns header, signature, body, from an offset.
    init(_ row: Row, from offset: Int = 0) throws {
        try self.init(
            headerBytes: row.bytes(offset),
            signature: row.bytes(offset + 1),
            body: row.bytes(offset + 2)
        )
    }
}
