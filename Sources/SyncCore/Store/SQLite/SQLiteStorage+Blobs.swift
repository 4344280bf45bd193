import Foundation
import GRDB

extension SQLiteStorage {
    func keepBlobs(
        _ named: Set<BlobID>,
        of segment: RowKey<StoredSegment>,
        in space: RowKey<StoredSpace>
    ) throws {
        try execute("DELETE FROM blob_name WHERE segment = ?", [segment.rawValue])
        for blob in named {
            try keepBlob(blob, in: space)
            try execute(
                """
                INSERT INTO blob_name (segment, blob) SELECT ?, key FROM blob WHERE space = ? AND id = ?
                """,
                [segment.rawValue, space.rawValue, blob.data]
            )
        }
    }

    func keepBlob(_ blob: BlobID, in space: RowKey<StoredSpace>) throws {
        try execute("INSERT OR IGNORE INTO blob (space, id) VALUES (?, ?)", [space.rawValue, blob.data])
    }

    func isHeld(_ blob: BlobID, in space: RowKey<StoredSpace>) throws -> Bool? {
        try row("SELECT is_held FROM blob WHERE space = ? AND id = ?", [space.rawValue, blob.data])?[0]
    }

    func place(of blob: BlobID, in space: StoredSpace) throws -> BlobPlace? {
        let row = try row(
            "SELECT is_held, safe_generation FROM blob WHERE space = ? AND id = ?",
            [space.key.rawValue, blob.data]
        )
        guard let row else { return nil }
        guard row[0] as Bool else { return .elsewhere }
        let generation: Generation? = try row.identifier(1)
        return generation != nil && generation == space.stream?.generation ? .hereAndOnServer : .hereOnly
    }

    func setHeld(
        _ isHeld: Bool,
        _ blob: BlobID,
        in space: RowKey<StoredSpace>,
        safeIn generation: Generation? = nil
    ) throws {
        try execute(
            "UPDATE blob SET is_held = ?, safe_generation = ? WHERE space = ? AND id = ?",
            [isHeld, generation?.data, space.rawValue, blob.data]
        )
    }

    /// Ascending by id.
    func heldBlobs(of space: RowKey<StoredSpace>) throws -> [BlobID] {
        try blobs("SELECT id FROM blob WHERE space = ? AND is_held = 1 ORDER BY id", [space.rawValue])
    }

    /// Those that are held of what these segments name, ascending by id.
    func heldBlobs(namedBy segments: [RowKey<StoredSegment>]) throws -> [BlobID] {
        try Set(
            segments.flatMap { segment in
                try blobs(
                    """
                    SELECT id FROM blob_name JOIN blob ON blob.key = blob_name.blob
                    WHERE segment = ? AND is_held = 1
                    """,
                    [segment.rawValue]
                )
            }
        ).sorted()
    }

    /// Blobs that records name and that are not held, ascending by id; `writers` limits them to those that
    /// segments of these logs name.
    func missingBlobs(
        of space: RowKey<StoredSpace>,
        after blob: BlobID?,
        limit: Int,
        namedBy writers: Set<LogID>?
    ) throws -> [BlobID] {
        let found = try blobs(
            "SELECT id FROM blob WHERE space = ? AND is_held = 0 AND id > ? ORDER BY id",
            [space.rawValue, blob?.data ?? Data()]
        )
        guard let writers else { return Array(found.prefix(limit)) }
        return Array(try found.lazy.filter { try isNamed($0, in: space, by: writers) }.prefix(limit))
    }

    private func isNamed(
        _ blob: BlobID,
        in space: RowKey<StoredSpace>,
        by writers: Set<LogID>
    ) throws -> Bool {
        try rows(
            """
            SELECT DISTINCT log.id FROM blob JOIN blob_name ON blob_name.blob = blob.key
            JOIN segment ON segment.key = blob_name.segment JOIN log ON log.key = segment.log
            WHERE blob.space = ? AND blob.id = ?
            """,
            [space.rawValue, blob.data]
        ).contains { row in writers.contains(try row.identifier(0).orDamaged("a log without an id")) }
    }

    func missingBlobCount(of space: RowKey<StoredSpace>) throws -> Int {
        try count("SELECT count(*) FROM blob WHERE space = ? AND is_held = 0", [space.rawValue])
    }

    /// Blobs that no segment names.
    func blobsWithoutSegment(of space: RowKey<StoredSpace>) throws -> [BlobID] {
        try blobs(
            "SELECT id FROM blob WHERE space = ? AND key NOT IN (SELECT blob FROM blob_name)",
            [space.rawValue]
        )
    }

    /// Each with whether it is noted as held.
    func allBlobs(of space: RowKey<StoredSpace>) throws -> [BlobID: Bool] {
        let rows = try rows("SELECT id, is_held FROM blob WHERE space = ?", [space.rawValue])
        return try rows.reduce(into: [:]) { blobs, row in
            blobs[try row.digest(0).orDamaged("a blob without an id")] = row[1]
        }
    }

    func forget(_ blob: BlobID, in space: RowKey<StoredSpace>) throws {
        try execute("DELETE FROM blob WHERE space = ? AND id = ?", [space.rawValue, blob.data])
    }

    /// Notes that the server of a numbering holds every blob that is held here and that a segment names which
    /// is safe there, but these.
    func setBlobsSafe(
        in generation: Generation,
        but missing: Set<BlobID>,
        of space: RowKey<StoredSpace>
    ) throws {
        try execute(
            """
            UPDATE blob SET safe_generation = ?1
            WHERE space = ?2 AND is_held = 1 AND key IN (
                SELECT blob FROM blob_name JOIN segment ON segment.key = blob_name.segment
                WHERE segment.safe_generation = ?1
            )
            """,
            [generation.data, space.rawValue]
        )
        for blob in missing {
            try execute(
                "UPDATE blob SET safe_generation = NULL WHERE space = ? AND id = ?",
                [space.rawValue, blob.data]
            )
        }
    }

    func blobCounts(of space: StoredSpace) throws -> BlobCounts {
        let row = try row(
            """
            SELECT count(*), coalesce(sum(is_held), 0),
                coalesce(sum(is_held AND (?2 IS NULL OR safe_generation IS NOT ?2)), 0)
            FROM blob WHERE space = ?1
            """,
            [space.key.rawValue, space.stream?.generation.data]
        )
        var counts = BlobCounts()
        counts.named = row?[0] ?? 0
        counts.held = row?[1] ?? 0
        counts.unsent = space.isNumbering ? 0 : row?[2] ?? 0
        return counts
    }

    /// Names the blobs of every placed segment anew.
    func nameBlobs() throws {
        let placed = try rows(
            """
            SELECT segment.key, log.space, log.id, header, signature, body
            FROM segment JOIN log ON log.key = segment.log WHERE status <> 1 ORDER BY segment.key
            """
        )
        for row in placed {
            let log: LogID = try row.identifier(2).orDamaged("a log without an id")
            let segment = try Segment(row, from: 3)
            let changes = try zip(segment.header.first..., segment.leaves()).map { number, leaf in
                try leaf.change(in: log, number: number)
            }
            try keepBlobs(BlobID.named(by: changes), of: row.key(0), in: row.key(1))
        }
    }

    private func blobs(_ sql: StaticString, _ arguments: StatementArguments) throws -> [BlobID] {
        try rows(sql, arguments).map { try $0.digest(0).orDamaged("a blob without an id") }
    }
}
