import Foundation
import GRDB
import SwiftProtobuf

extension SQLiteStorage {
    func space(_ id: SpaceID) throws -> StoredSpace {
        let row = try row(
            """
            SELECT key, id, name, trusted, current_log, digest, generation, position, chain, is_numbering,
                last_sync, clock_skew, clock
            FROM space WHERE id = ?
            """,
            [id.data]
        )
        guard let row else { throw StoreError.unknownSpace(id) }
        return try StoredSpace(row)
    }

    func spaces() throws -> [StoredSpace] {
        try rows(
            """
            SELECT key, id, name, trusted, current_log, digest, generation, position, chain, is_numbering,
                last_sync, clock_skew, clock
            FROM space ORDER BY name, id
            """
        ).map { try StoredSpace($0) }
    }

    func keepSpace(_ id: SpaceID, name: String, trusting keys: [PublicKey]) throws {
        try execute(
            """
            INSERT INTO space (id, name, trusted, digest, clock) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, trusted = excluded.trusted
            """,
            [
                id.data, name, Data(keys.flatMap(\.bytes)), StateDigest.zero.data,
                HybridClock().latest.ordered,
            ]
        )
    }

    func setState(of space: StoredSpace) throws {
        try execute(
            """
            UPDATE space SET digest = ?, clock = ?, generation = ?, position = ?, chain = ? WHERE key = ?
            """,
            [
                space.digest.data, space.clock.latest.ordered, space.stream?.generation.data,
                space.stream.map { Int64($0.position) }, space.stream?.chain.data, space.key.rawValue,
            ]
        )
    }

    func setSync(of space: RowKey<StoredSpace>, at milliseconds: Int64?, skew: Int64?) throws {
        try execute(
            """
            UPDATE space SET last_sync = coalesce(?, last_sync), clock_skew = coalesce(?, clock_skew)
            WHERE key = ?
            """,
            [milliseconds, skew, space.rawValue]
        )
        try execute(
            "UPDATE log SET is_left_told = 1 WHERE space = ? AND left_at IS NOT NULL AND is_left_told = 0",
            [space.rawValue]
        )
    }

    func keepHead(_ head: [UInt8], of space: RowKey<StoredSpace>) throws {
        try execute("UPDATE space SET head = ? WHERE key = ?", [Data(head), space.rawValue])
    }

    func lastHead(of space: RowKey<StoredSpace>) throws -> [UInt8]? {
        let row = try row("SELECT head FROM space WHERE key = ? AND head IS NOT NULL", [space.rawValue])
        return try row?.bytes(0)
    }

    func clock() throws -> HybridClock {
        let latest: Int64? = try row("SELECT max(clock) FROM space")?[0]
        return latest.map { HybridClock(latest: HybridTime(ordered: $0)) } ?? HybridClock()
    }
}

extension StoredSpace {
    fileprivate init(_ row: Row) throws {
        key = row.key(0)
        id = try row.identifier(1).orDamaged("a space without an id")
        name = row[2]
        let trusted = try row.bytes(3)
        trustedKeys = stride(from: 0, to: trusted.count - 31, by: 32).compactMap {
            PublicKey(bytes: trusted[$0..<$0 + 32])
        }
        currentLog = row.optionalKey(4)
        digest = try row.digest(5).orDamaged("a space without a digest")
        if let generation: Generation = try row.identifier(6), let chain: ChainHash = try row.digest(8) {
            stream = StreamPosition(generation: generation, position: UInt64(row[7] as Int64), chain: chain)
        } else {
            stream = nil
        }
        isNumbering = row[9]
        lastSync = row[10]
        clockSkew = row[11]
        clock = HybridClock(latest: HybridTime(ordered: row[12]))
    }
}
