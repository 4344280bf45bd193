import Foundation
import GRDB
import SyncCore

/// A session in the browser, as it is kept.
struct StoredWebSession: Hashable, Sendable {
    let account: Account
    /// Milliseconds since 1970.
    let openedAt: Int64
    let usedAt: Int64
}

extension ServerDatabase {
    /// Opens a session, and forgets those that nobody has used for long.
    func openSession(_ hash: SecretHash, of account: Account, at now: Int64) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: "DELETE FROM web_session WHERE opened_at < ?",
                arguments: [now - ServerLimits.webSessionMilliseconds]
            )
            try database.execute(
                sql: "INSERT INTO web_session (secret_hash, account, opened_at, used_at) VALUES (?, ?, ?, ?)",
                arguments: [Data(hash.bytes), account.key, now, now]
            )
        }
    }

    func session(_ hash: SecretHash) throws(ServerError) -> StoredWebSession? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT account.*, opened_at, used_at FROM web_session
                    JOIN account ON account.key = web_session.account
                    WHERE secret_hash = ? AND disabled_at IS NULL
                    """,
                arguments: [Data(hash.bytes)]
            )
            .flatMap { row in
                Account(row).map {
                    StoredWebSession(account: $0, openedAt: row["opened_at"], usedAt: row["used_at"])
                }
            }
        }
    }

    func noteUse(ofSession hash: SecretHash, at now: Int64) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: "UPDATE web_session SET used_at = ? WHERE secret_hash = ?",
                arguments: [now, Data(hash.bytes)]
            )
        }
    }

    func endSession(_ hash: SecretHash) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: "DELETE FROM web_session WHERE secret_hash = ?",
                arguments: [Data(hash.bytes)]
            )
        }
    }

    func endSessions(of account: Account) throws(ServerError) {
        try write { database in
            try database.execute(sql: "DELETE FROM web_session WHERE account = ?", arguments: [account.key])
        }
    }

    /// Keeps a one-time link, in the place of the account's former one.
    func keepLink(_ hash: SecretHash, to account: Account, expiresAt: Int64) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO account_link (account, secret_hash, expires_at) VALUES (?1, ?2, ?3)
                    ON CONFLICT (account) DO UPDATE SET secret_hash = ?2, expires_at = ?3
                    """,
                arguments: [account.key, Data(hash.bytes), expiresAt]
            )
        }
    }

    /// Whose link it is; `nil` if it is unknown, spent or has expired.
    func account(ofLink hash: SecretHash, at now: Int64) throws(ServerError) -> Account? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT account.* FROM account_link JOIN account ON account.key = account_link.account
                    WHERE secret_hash = ? AND expires_at > ? AND disabled_at IS NULL
                    """,
                arguments: [Data(hash.bytes), now]
            )
            .flatMap(Account.init)
        }
    }
}
