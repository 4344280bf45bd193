import Foundation
import GRDB
import SyncCore

extension ServerDatabase {
    /// Keeps an invitation; codes that expired more than a month ago and were never used are forgotten.
    func insertInvitation(
        _ hash: SecretHash,
        pseudonym: String,
        rights: Rights,
        spaces: [SpaceID],
        createdAt: Int64,
        expiresAt: Int64
    ) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: "DELETE FROM invitation WHERE used_at IS NULL AND expires_at < ?",
                arguments: [createdAt - ServerLimits.longestCodeMilliseconds]
            )
            try database.execute(
                sql: """
                    INSERT INTO invitation (lookup, secret_hash, pseudonym, rights, created_at, expires_at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    hash.lookup, Data(hash.bytes), pseudonym, rights.rawValue, createdAt, expiresAt,
                ]
            )
            let key = database.lastInsertedRowID
            for space in spaces {
                try database.execute(
                    sql: "INSERT INTO invitation_space (invitation, space) VALUES (?, ?)",
                    arguments: [key, Data(space.bytes)]
                )
            }
        }
    }

    func invitation(_ hash: SecretHash) throws(ServerError) -> Invitation? {
        try read { database in
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT * FROM invitation WHERE lookup = ?",
                arguments: [hash.lookup]
            )
            for row in rows {
                let bytes: Data = row["secret_hash"]
                let found = SecretHash(bytes: Array(bytes))
                guard found.isSame(as: hash) else { continue }
                return Invitation(
                    key: row["key"],
                    secretHash: found,
                    pseudonym: row["pseudonym"],
                    rights: Rights(rawValue: row["rights"]),
                    spaces: try database.spaces(ofInvitation: row["key"]),
                    expiresAt: row["expires_at"],
                    isUsed: row["used_at"] != nil
                )
            }
            return nil
        }
    }

    /// The members that an invitation has become.
    func members(from invitation: Int64) throws(ServerError) -> [Member] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: "SELECT * FROM member WHERE invitation = ?",
                arguments: [invitation]
            )
            .compactMap(Member.init)
        }
    }

    /// Spends an invitation: its members are there and it is used, or neither.
    ///
    /// A key that is known in the space under the same pseudonym gets the new certificate and its rights.
    ///
    /// - Returns: `false`, and nothing changed, if it was used meanwhile, or if one of the keys is another
    ///   member's.
    func spend(_ invitation: Int64, on members: [Member], at now: Int64) throws(ServerError) -> Bool {
        try write { database in
            for member in members {
                let isAnothers = try Bool.fetchOne(
                    database,
                    sql: """
                        SELECT EXISTS (
                            SELECT 1 FROM member WHERE public_key = ? AND NOT (space = ? AND pseudonym = ?)
                        )
                        """,
                    arguments: [
                        Data(member.publicKey.bytes), Data(member.space.bytes), member.pseudonym,
                    ]
                )
                guard isAnothers == false else { return false }
            }
            try database.execute(
                sql: "UPDATE invitation SET used_at = ? WHERE key = ? AND used_at IS NULL",
                arguments: [now, invitation]
            )
            guard database.changesCount == 1 else { return false }
            for member in members { try database.enter(member, from: invitation) }
            return true
        }
    }
}

extension Database {
    fileprivate func spaces(ofInvitation key: Int64) throws -> [HostedSpace] {
        try Row.fetchAll(
            self,
            sql: """
                SELECT space.id, space.name FROM invitation_space
                JOIN space ON space.id = invitation_space.space
                WHERE invitation = ? ORDER BY name
                """,
            arguments: [key]
        )
        .compactMap(HostedSpace.init)
    }
}
