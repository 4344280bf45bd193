import Foundation
import GRDB
import SyncCore

extension ServerDatabase {
    /// Adds a line to the audit log; nothing takes one away.
    func note(
        _ deed: AuditDeed,
        by who: String,
        in space: SpaceID?,
        about: String,
        at now: Int64
    ) throws(ServerError) {
        try write { database in
            let last = try Row.fetchOne(
                database,
                sql: "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1"
            )
            let former: Data? = last?["hash"]
            let entry = AuditEntry(
                number: (last?["number"] ?? 0) + 1,
                time: now,
                who: who,
                deed: deed,
                space: space,
                about: about,
                after: former.map(Array.init) ?? AuditEntry.noHash
            )
            try database.execute(
                sql:
                    """
                    INSERT INTO audit (number, time, who, deed, space, about, hash)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    entry.number, now, who, deed.rawValue, space.map { Data($0.bytes) }, about,
                    Data(entry.hash),
                ]
            )
        }
    }

    /// The entries before a number, the newest first.
    ///
    /// - Parameters:
    ///   - number: `nil` for the newest of all.
    ///   - limit: at most so many.
    ///   - isWanted: of what space and by whom; `nil` for entries about no space.
    /// - Returns: at most `limit` entries.
    /// - Throws: ``ServerError``
    func audit(
        before number: Int64?,
        limit: Int,
        where isWanted: (SpaceID?, String) -> Bool = { _, _ in true }
    ) throws(ServerError) -> [AuditEntry] {
        try read { database in
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT * FROM audit WHERE number < ? ORDER BY number DESC",
                arguments: [number ?? .max]
            )
            var entries: [AuditEntry] = []
            while entries.count < limit, let row = try rows.next() {
                let space: Data? = row["space"]
                guard isWanted(space.flatMap { SpaceID(bytes: $0) }, row["who"]) else { continue }
                if let entry = try AuditEntry(row, after: database.auditHash(before: row["number"])) {
                    entries.append(entry)
                }
            }
            return entries
        }
    }

    /// Compares each line with the hash that it was written with, and with the line before.
    ///
    /// - Returns: how many lines there are, and the number of the first that is not as it was written, or
    ///   that follows a gap; `nil` if all are.
    func checkAudit() throws(ServerError) -> (count: Int64, firstWrong: Int64?) {
        try read { database in
            let rows = try Row.fetchCursor(database, sql: "SELECT * FROM audit ORDER BY number")
            var former = AuditEntry.noHash
            var count: Int64 = 0
            while let row = try rows.next() {
                count += 1
                let number: Int64 = row["number"]
                let kept: Data = row["hash"]
                guard number == count, let entry = AuditEntry(row, after: former),
                    Array(entry.hash) == Array(kept)
                else { return (count, number) }
                former = Array(kept)
            }
            return (count, nil)
        }
    }
}

extension Database {
    fileprivate func auditHash(before number: Int64) throws -> [UInt8] {
        let hash = try Data.fetchOne(
            self,
            sql: "SELECT hash FROM audit WHERE number < ? ORDER BY number DESC LIMIT 1",
            arguments: [number]
        )
        return hash.map(Array.init) ?? AuditEntry.noHash
    }
}

extension AuditEntry {
    fileprivate init?(_ row: Row, after former: [UInt8]) {
        let space: Data? = row["space"]
        guard let deed = AuditDeed(rawValue: row["deed"]) else { return nil }
        self.init(
            number: row["number"],
            time: row["time"],
            who: row["who"],
            deed: deed,
            space: space.flatMap { SpaceID(bytes: $0) },
            about: row["about"],
            after: former
        )
    }
}
