import Foundation
import GRDB
import SwiftProtobuf

extension SQLiteStorage {
    func log(_ id: LogID, of space: RowKey<StoredSpace>) throws -> StoredLog? {
        try row(
            """
            SELECT key, id, opening, is_own, is_forked, sealed_number, sealed_segment,
                (SELECT max(unsealed.number) FROM unsealed WHERE unsealed.log = log.key), left_at
            FROM log WHERE space = ? AND id = ?
            """,
            [space.rawValue, id.data]
        ).map { try StoredLog($0) }
    }

    func log(at key: RowKey<StoredLog>) throws -> StoredLog {
        let row = try row(
            """
            SELECT key, id, opening, is_own, is_forked, sealed_number, sealed_segment,
                (SELECT max(unsealed.number) FROM unsealed WHERE unsealed.log = log.key), left_at
            FROM log WHERE key = ?
            """,
            [key.rawValue]
        )
        return try StoredLog(row.orDamaged("a log that is referred to is not there"))
    }

    func ownLogs(of space: RowKey<StoredSpace>) throws -> [StoredLog] {
        try rows(
            """
            SELECT key, id, opening, is_own, is_forked, sealed_number, sealed_segment,
                (SELECT max(unsealed.number) FROM unsealed WHERE unsealed.log = log.key), left_at
            FROM log WHERE space = ? AND is_own = 1 ORDER BY key
            """,
            [space.rawValue]
        ).map { try StoredLog($0) }
    }

    /// Every log of a space, in the order in which they were met.
    func logs(of space: RowKey<StoredSpace>) throws -> [StoredLog] {
        try rows(
            """
            SELECT key, id, opening, is_own, is_forked, sealed_number, sealed_segment,
                (SELECT max(unsealed.number) FROM unsealed WHERE unsealed.log = log.key), left_at
            FROM log WHERE space = ? ORDER BY key
            """,
            [space.rawValue]
        ).map { try StoredLog($0) }
    }

    /// Every log whose first segment is placed, in the order in which they were met.
    func openings(in space: RowKey<StoredSpace>) throws -> [(log: LogID, opening: LogOpening)] {
        try rows(
            "SELECT id, opening FROM log WHERE space = ? AND opening IS NOT NULL ORDER BY key",
            [space.rawValue]
        ).map { row in
            let id: LogID = try row.identifier(0).orDamaged("a log without an id")
            return (id, try LogOpening(WireLogOpening(serializedBytes: try row.bytes(1))))
        }
    }

    func ensureLog(_ id: LogID, of space: RowKey<StoredSpace>) throws -> StoredLog {
        if let log = try log(id, of: space) { return log }
        try execute("INSERT INTO log (space, id) VALUES (?, ?)", [space.rawValue, id.data])
        return try log(at: RowKey(rawValue: lastInsertedKey))
    }

    func setOpening(_ opening: LogOpening, of log: RowKey<StoredLog>) throws {
        let bytes: Data = try opening.wire.serializedBytes()
        try execute("UPDATE log SET opening = ? WHERE key = ?", [bytes, log.rawValue])
    }

    func setLeft(_ log: RowKey<StoredLog>, at milliseconds: Int64) throws {
        try execute("UPDATE log SET left_at = ? WHERE key = ?", [milliseconds, log.rawValue])
    }

    func setOwn(_ log: RowKey<StoredLog>) throws {
        try execute("UPDATE log SET is_own = 1 WHERE key = ?", [log.rawValue])
    }

    func setCurrent(_ log: RowKey<StoredLog>, of space: RowKey<StoredSpace>) throws {
        try execute("UPDATE space SET current_log = ? WHERE key = ?", [log.rawValue, space.rawValue])
    }

    func setForked(_ log: RowKey<StoredLog>) throws {
        try execute("UPDATE log SET is_forked = 1 WHERE key = ?", [log.rawValue])
    }

    func unsealed(of log: RowKey<StoredLog>, limit: Int) throws -> [UnsealedLeaf] {
        try rows(
            "SELECT number, leaf, saved_at FROM unsealed WHERE log = ? ORDER BY number LIMIT ?",
            [log.rawValue, limit]
        ).map { row in
            UnsealedLeaf(number: UInt64(row[0] as Int64), bytes: try row.bytes(1), savedAt: row[2])
        }
    }

    func unsealedLeaf(_ number: UInt64, of log: RowKey<StoredLog>) throws -> UnsealedLeaf? {
        try row(
            "SELECT number, leaf, saved_at FROM unsealed WHERE log = ? AND number = ?",
            [log.rawValue, Int64(number)]
        ).map { row in UnsealedLeaf(number: number, bytes: try row.bytes(1), savedAt: row[2]) }
    }

    func appendUnsealed(_ leaf: UnsealedLeaf, to log: RowKey<StoredLog>) throws {
        let statement = try RepeatedStatement(
            "INSERT INTO unsealed (log, number, leaf, saved_at) VALUES (?, ?, ?, ?)",
            in: database
        )
        try statement.bind(log.rawValue, at: 1)
        try statement.bind(Int64(leaf.number), at: 2)
        try statement.bind(leaf.bytes, at: 3)
        try statement.bind(leaf.savedAt, at: 4)
        try statement.run()
    }

    func removeUnsealed(of log: RowKey<StoredLog>) throws {
        try execute("DELETE FROM unsealed WHERE log = ?", [log.rawValue])
    }

    func setSealed(_ position: LogPosition, of log: RowKey<StoredLog>) throws {
        try execute(
            "UPDATE log SET sealed_number = ?, sealed_segment = ? WHERE key = ?",
            [Int64(position.next) - 1, position.previous?.data, log.rawValue]
        )
        try execute(
            "DELETE FROM unsealed WHERE log = ? AND number < ?",
            [log.rawValue, Int64(position.next)]
        )
    }
}

extension StoredLog {
    fileprivate init(_ row: Row) throws {
        key = row.key(0)
        id = try row.identifier(1).orDamaged("a log without an id")
        opening =
            row.hasNull(atIndex: 2)
            ? nil : try LogOpening(WireLogOpening(serializedBytes: try row.bytes(2)))
        isOwn = row[3]
        isForked = row[4]
        sealed = LogPosition(next: UInt64(row[5] as Int64) + 1, previous: try row.digest(6))
        let unsealed: Int64? = row[7]
        isLeft = !row.hasNull(atIndex: 8)
        lastNumber = unsealed.map { UInt64($0) } ?? sealed.next - 1
    }
}
