import Foundation
import GRDB
import SwiftProtobuf

extension SQLiteStorage {
    func space(_ id: SpaceID) throws -> StoredSpace {
        let row = try row(
            """
            SELECT key, id, name, trusted, current_log, digest, generation, position, chain, is_numbering,
                last_sync, clock_skew
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
                last_sync, clock_skew
            FROM space ORDER BY name, id
            """
        ).map { try StoredSpace($0) }
    }

    func keepSpace(_ id: SpaceID, name: String, trusting keys: [PublicKey]) throws {
        try execute(
            """
            INSERT INTO space (id, name, trusted, digest) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, trusted = excluded.trusted
            """,
            [id.data, name, Data(keys.flatMap(\.bytes)), StateDigest.zero.data]
        )
    }

    func setState(_ digest: StateDigest, stream: StreamPosition?, of space: RowKey<StoredSpace>) throws {
        try execute(
            "UPDATE space SET digest = ?, generation = ?, position = ?, chain = ? WHERE key = ?",
            [
                digest.data, stream?.generation.data, stream.map { Int64($0.position) }, stream?.chain.data,
                space.rawValue,
            ]
        )
    }

    func setSync(of space: RowKey<StoredSpace>, at milliseconds: Int64, skew: Int64?) throws {
        try execute(
            "UPDATE space SET last_sync = ?, clock_skew = coalesce(?, clock_skew) WHERE key = ?",
            [milliseconds, skew, space.rawValue]
        )
    }

    func clock() throws -> HybridClock {
        let row = try row("SELECT clock FROM store").orDamaged("no row in the table store")
        return HybridClock(latest: HybridTime(rawValue: UInt64(bitPattern: row[0])))
    }

    func setClock(_ clock: HybridClock) throws {
        try execute("UPDATE store SET clock = ?", [Int64(bitPattern: clock.latest.rawValue)])
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
    }
}
