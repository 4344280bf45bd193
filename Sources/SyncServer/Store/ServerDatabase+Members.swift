import Foundation
import GRDB
import SyncCore

extension ServerDatabase {
    func member(_ publicKey: PublicKey, in space: SpaceID) throws(ServerError) -> Member? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: "SELECT * FROM member WHERE public_key = ? AND space = ?",
                arguments: [Data(publicKey.bytes), Data(space.bytes)]
            )
            .flatMap(Member.init)
        }
    }

    /// Ascending by pseudonym, then by when they joined.
    func members(of space: SpaceID? = nil) throws(ServerError) -> [Member] {
        try read { database in
            let rows =
                if let space {
                    try Row.fetchAll(
                        database,
                        sql: "SELECT * FROM member WHERE space = ? ORDER BY pseudonym, joined_at, key",
                        arguments: [Data(space.bytes)]
                    )
                } else {
                    try Row.fetchAll(database, sql: "SELECT * FROM member ORDER BY pseudonym, joined_at, key")
                }
            return rows.compactMap(Member.init)
        }
    }

    /// Keeps members that are new; one that is known stays as it is.
    func insert(_ members: [Member], from invitation: Int64? = nil) throws(ServerError) {
        try write { database in
            for member in members { try database.insert(member, from: invitation) }
        }
    }

    /// Keeps a member; one whose key is known gets this certificate, and is present again.
    func enter(_ member: Member) throws(ServerError) {
        try write { database in try database.enter(member, from: nil) }
    }

    /// Keeps the rights that hold from now on; without any, the membership has ended.
    func setRights(_ rights: Rights, of member: Member, endedAt: Int64?) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: "UPDATE member SET rights = ?, ended_at = ? WHERE public_key = ? AND space = ?",
                arguments: [
                    rights.rawValue, endedAt, Data(member.publicKey.bytes), Data(member.space.bytes),
                ]
            )
        }
    }

    /// Notes that a device was heard of.
    ///
    /// - Parameters:
    ///   - publicKey: the device's.
    ///   - now: milliseconds since 1970.
    ///   - clockAhead: `nil` leaves what is known of its clock.
    /// - Throws: ``ServerError``
    func noteSeen(_ publicKey: PublicKey, at now: Int64, clockAhead: Int64? = nil) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE member SET last_seen_at = ?1,
                        clock_ahead = CASE WHEN ?2 IS NULL THEN clock_ahead ELSE nullif(?2, 0) END
                    WHERE public_key = ?3
                    """,
                arguments: [now, clockAhead, Data(publicKey.bytes)]
            )
        }
    }
}

extension Database {
    /// Inserts a member unless its key is known.
    func insert(_ member: Member, from invitation: Int64?) throws {
        try execute(
            sql: """
                INSERT INTO member
                    (space, public_key, pseudonym, rights, certificate, invitation, joined_at, ended_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (public_key) DO NOTHING
                """,
            arguments: [
                Data(member.space.bytes), Data(member.publicKey.bytes), member.pseudonym,
                member.rights.rawValue, Data(member.certificate.bytes), invitation, member.joinedAt,
                member.endedAt,
            ]
        )
    }
}

extension Database {
    /// Inserts a member; one whose key is known gets this certificate, and is present again.
    func enter(_ member: Member, from invitation: Int64?) throws {
        try insert(member, from: invitation)
        try execute(
            sql: """
                UPDATE member SET rights = ?, certificate = ?, invitation = ?, ended_at = NULL
                WHERE public_key = ?
                """,
            arguments: [
                member.rights.rawValue, Data(member.certificate.bytes), invitation,
                Data(member.publicKey.bytes),
            ]
        )
    }
}

extension Member {
    init?(_ row: Row) {
        let space: Data = row["space"]
        let publicKey: Data = row["public_key"]
        let certificate: Data = row["certificate"]
        guard let space = SpaceID(bytes: space), let publicKey = PublicKey(bytes: publicKey),
            let certificate = try? Certificate(decoding: certificate)
        else { return nil }
        self.init(
            space: space,
            publicKey: publicKey,
            pseudonym: row["pseudonym"],
            rights: Rights(rawValue: row["rights"]),
            certificate: certificate,
            joinedAt: row["joined_at"],
            endedAt: row["ended_at"],
            lastSeenAt: row["last_seen_at"],
            clockAhead: row["clock_ahead"]
        )
    }
}
