import Foundation
import GRDB
import SyncCore

/// A token with which a program reads one space.
struct AccessToken: Hashable, Sendable {
    let name: String
    let space: HostedSpace
    /// Milliseconds since 1970, as the others.
    let createdAt: Int64
    let revokedAt: Int64?
    let usedAt: Int64?
}

extension ServerDatabase {
    /// - Returns: `false`, and nothing kept, if the name is taken.
    func insertToken(
        _ name: String,
        _ hash: SecretHash,
        for space: HostedSpace,
        at now: Int64
    ) throws(ServerError) -> Bool {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO access_token (name, secret_hash, space, created_at) VALUES (?, ?, ?, ?)
                    ON CONFLICT (name) DO NOTHING
                    """,
                arguments: [name, Data(hash.bytes), Data(space.id.bytes), now]
            )
            return database.changesCount == 1
        }
    }

    /// Ascending by name, those that were revoked too.
    func tokens() throws(ServerError) -> [AccessToken] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT access_token.*, space.id, space.name AS space_name FROM access_token
                    JOIN space ON space.id = access_token.space ORDER BY access_token.name
                    """
            )
            .compactMap(AccessToken.init)
        }
    }

    /// - Returns: `nil` for one that is unknown or was revoked.
    func token(_ hash: SecretHash) throws(ServerError) -> AccessToken? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT access_token.*, space.id, space.name AS space_name FROM access_token
                    JOIN space ON space.id = access_token.space
                    WHERE secret_hash = ? AND revoked_at IS NULL
                    """,
                arguments: [Data(hash.bytes)]
            )
            .flatMap(AccessToken.init)
        }
    }

    func noteUse(of token: AccessToken, at now: Int64) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: "UPDATE access_token SET used_at = ? WHERE name = ?",
                arguments: [now, token.name]
            )
        }
    }

    func revoke(_ token: AccessToken, at now: Int64) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: "UPDATE access_token SET revoked_at = coalesce(revoked_at, ?) WHERE name = ?",
                arguments: [now, token.name]
            )
        }
    }
}

extension AccessToken {
    fileprivate init?(_ row: Row) {
        let bytes: Data = row["id"]
        guard let space = SpaceID(bytes: bytes) else { return nil }
        self.init(
            name: row["name"],
            space: HostedSpace(id: space, name: row["space_name"]),
            createdAt: row["created_at"],
            revokedAt: row["revoked_at"],
            usedAt: row["used_at"]
        )
    }
}
