import Foundation
import GRDB

extension SQLiteStorage {
    func position(of segment: RowKey<StoredSegment>, in space: StoredSpace) throws -> StreamPosition? {
        guard space.isNumbering, let stream = space.stream else { return nil }
        let row = try row(
            """
            SELECT position, chain FROM numbering INDEXED BY numbering_by_segment
            WHERE segment = ? ORDER BY position LIMIT 1
            """,
            [segment.rawValue]
        )
        guard let row else { return nil }
        return StreamPosition(
            generation: stream.generation,
            position: UInt64(row[0] as Int64),
            chain: try row.digest(1).orDamaged("a number without a chain")
        )
    }

    func appendNumber(
        _ position: StreamPosition,
        of segment: RowKey<StoredSegment>,
        in space: RowKey<StoredSpace>
    ) throws {
        try execute(
            "INSERT INTO numbering (space, position, segment, chain) VALUES (?, ?, ?, ?)",
            [space.rawValue, Int64(position.position), segment.rawValue, position.chain.data]
        )
    }

    func chain(at position: UInt64, in space: RowKey<StoredSpace>) throws -> ChainHash? {
        guard let position = Int64(exactly: position) else { return nil }
        return try row(
            "SELECT chain FROM numbering WHERE space = ? AND position = ?",
            [space.rawValue, position]
        )?.digest(0)
    }

    /// Segments after N, as many as the limits let through, and at least one if there is one.
    func numbered(
        after position: UInt64,
        in space: RowKey<StoredSpace>,
        countLimit: Int,
        byteLimit: Int
    ) throws -> [NumberedSegment] {
        let rows = try cursor(
            """
            SELECT numbering.position, header, signature, body, arrived_at
            FROM numbering JOIN segment ON segment.key = numbering.segment
            WHERE numbering.space = ? AND numbering.position > ? ORDER BY numbering.position LIMIT ?
            """,
            [space.rawValue, Int64(clamping: position), countLimit]
        )
        var segments: [NumberedSegment] = []
        var bytes = 0
        while let row = try rows.next() {
            let segment = try Segment(row, from: 1)
            bytes += segment.storedSize
            if bytes > byteLimit, !segments.isEmpty { break }
            segments.append(
                NumberedSegment(
                    position: UInt64(row[0] as Int64),
                    segment: segment,
                    arrivedAt: row[4]
                )
            )
        }
        return segments
    }

    /// Starts a numbering: every placed segment is numbered anew, in its former order.
    func startNumbering(_ generation: Generation, of space: StoredSpace) throws {
        let keys = try rows(
            """
            SELECT segment.key, segment.id FROM segment
            JOIN log ON log.key = segment.log
            LEFT JOIN (SELECT segment, min(position) AS position FROM numbering GROUP BY segment) AS former
                ON former.segment = segment.key
            WHERE log.space = ? AND segment.status <> 1
            ORDER BY former.position IS NULL, former.position, log.id, segment.first, segment.id
            """,
            [space.key.rawValue]
        )
        try execute("DELETE FROM numbering WHERE space = ?", [space.key.rawValue])
        try execute("UPDATE space SET is_numbering = 1 WHERE key = ?", [space.key.rawValue])
        try execute(
            "INSERT OR IGNORE INTO generation (space, id) VALUES (?, ?)",
            [space.key.rawValue, generation.data]
        )
        var stream = StreamPosition(generation: generation, position: 0, chain: ChainHash(seed: generation))
        for row in keys {
            stream = stream.extended(by: try row.digest(1).orDamaged("a segment without an id"))
            try appendNumber(stream, of: row.key(0), in: space.key)
        }
        var space = space
        space.stream = stream
        try setState(of: space)
    }

    /// Whether a generation is, or was, one of this server's.
    func hasBegun(_ generation: Generation, in space: RowKey<StoredSpace>) throws -> Bool {
        try count(
            "SELECT count(*) FROM generation WHERE space = ? AND id = ?",
            [space.rawValue, generation.data]
        ) == 1
    }

    /// Starts a new generation, and new logs for the keys that the server keeps.
    func restartNumbering(
        of space: StoredSpace,
        now: Int64,
        using generator: inout some RandomNumberGenerator
    ) throws {
        try startNumbering(.random(using: &generator), of: space)
        guard let current = space.currentLog else { return }
        var restarted = try self.space(space.id)
        let renewal = LogRenewal(in: self, of: restarted, now: now)
        restarted.digest = restarted.digest + (try renewal.leave(log(at: current), using: &generator))
        try setState(of: restarted)
    }

    func setSafe(_ segment: RowKey<StoredSegment>, in generation: Generation) throws {
        try execute(
            "UPDATE segment SET safe_generation = ?1 WHERE key = ?2 AND safe_generation IS NOT ?1",
            [generation.data, segment.rawValue]
        )
    }

    /// The receipts of the present numbering.
    func receipts(in space: StoredSpace) throws -> [[UInt8]] {
        try rows(
            """
            SELECT receipt FROM segment JOIN log ON log.key = segment.log
            WHERE log.space = ? AND receipt IS NOT NULL AND safe_generation = ?
            """,
            [space.key.rawValue, space.stream?.generation.data]
        ).map { try $0.bytes(0) }
    }

    func keepReceipt(
        _ receipt: [UInt8],
        for segment: SegmentID,
        in generation: Generation,
        of space: RowKey<StoredSpace>
    ) throws {
        try execute(
            """
            UPDATE segment SET safe_generation = ?, receipt = ?
            WHERE id = ? AND log IN (SELECT key FROM log WHERE space = ?)
            """,
            [generation.data, Data(receipt), segment.data, space.rawValue]
        )
    }

    /// Own sealed segments that the generation is not known to hold, in the order of their sealing.
    func unsafe(
        in space: StoredSpace,
        countLimit: Int,
        byteLimit: Int
    ) throws -> [Segment] {
        guard !space.isNumbering else { return [] }
        let rows = try cursor(
            """
            SELECT header, signature, body FROM segment JOIN log ON log.key = segment.log
            WHERE log.space = ?1 AND log.is_own = 1 AND segment.status <> 1
                AND (safe_generation IS NULL OR safe_generation <> coalesce(?2, safe_generation))
            ORDER BY segment.log, segment.first, segment.key LIMIT ?3
            """,
            [space.key.rawValue, space.stream?.generation.data, countLimit]
        )
        var segments: [Segment] = []
        var bytes = 0
        while let row = try rows.next() {
            let segment = try Segment(row)
            bytes += segment.storedSize
            if bytes > byteLimit, !segments.isEmpty { break }
            segments.append(segment)
        }
        return segments
    }
}

extension Segment {
    /// Bytes of header, signature and body: what it takes to send, but for a few bytes of framing.
    var storedSize: Int { headerBytes.count + signature.count + body.count }
}

extension StreamPosition {
    /// The position after one more segment.
    func extended(by segment: SegmentID) -> StreamPosition {
        StreamPosition(generation: generation, position: position + 1, chain: chain.extended(by: segment))
    }
}
