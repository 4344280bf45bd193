import FieldModel
import Foundation
import GRDB
import SyncCore

extension ServerDatabase {
    /// Ascending by pseudonym.
    func accounts() throws(ServerError) -> [Account] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM account ORDER BY pseudonym")
                .compactMap(Account.init)
        }
    }

    func account(named pseudonym: String) throws(ServerError) -> Account? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: "SELECT * FROM account WHERE pseudonym = ?",
                arguments: [pseudonym]
            )
            .flatMap(Account.init)
        }
    }

    /// Makes an account, or finds the one of that pseudonym and enables it again.
    func openAccount(
        _ id: AccountID,
        pseudonym: String,
        at now: Int64
    ) throws(ServerError) -> (account: Account, isNew: Bool) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO account (id, pseudonym, created_at) VALUES (?, ?, ?)
                    ON CONFLICT (pseudonym) DO UPDATE SET disabled_at = NULL
                    """,
                arguments: [Data(id.bytes), pseudonym, now]
            )
            let row = try Row.fetchOne(
                database,
                sql: "SELECT * FROM account WHERE pseudonym = ?",
                arguments: [pseudonym]
            )
            guard let account = row.flatMap(Account.init) else {
                throw ServerError.database(path: path, code: -1)
            }
            return (account, account.id == id)
        }
    }

    /// What the account has in each space, ascending by the space's name.
    func spaces(of account: Account) throws(ServerError) -> [AccountSpace] {
        try read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT space.id, space.name, public_key, looked_generation, looked_position
                    FROM account_space JOIN space ON space.id = account_space.space
                    WHERE account = ? ORDER BY space.name
                    """,
                arguments: [account.key]
            )
            .compactMap(AccountSpace.init)
        }
    }

    /// The keys that the server keeps for people.
    func keptKeys() throws(ServerError) -> Set<PublicKey> {
        try read { database in
            let keys = try Data.fetchAll(
                database,
                sql: "SELECT public_key FROM account_space WHERE public_key IS NOT NULL"
            )
            return Set(keys.compactMap { PublicKey(bytes: $0) })
        }
    }

    /// Gives an account a space, with the key that is kept for it, or to read only.
    func give(
        _ space: HostedSpace,
        to account: Account,
        publicKey: PublicKey?
    ) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO account_space (account, space, public_key) VALUES (?1, ?2, ?3)
                    ON CONFLICT (account, space) DO UPDATE SET public_key = ?3
                    """,
                arguments: [account.key, Data(space.id.bytes), publicKey.map { Data($0.bytes) }]
            )
        }
    }

    /// Notes how far a person has looked through what came to a space.
    func note(_ looked: AsOf, in space: SpaceID, by account: Account) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: """
                    UPDATE account_space SET looked_generation = ?, looked_position = ?
                    WHERE account = ? AND space = ?
                    """,
                arguments: [
                    Data(looked.generation.bytes), Int64(clamping: looked.position), account.key,
                    Data(space.bytes),
                ]
            )
        }
    }

    /// Ends the account: its sessions and its link die with it.
    func disable(_ account: Account, at now: Int64) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: "UPDATE account SET disabled_at = coalesce(disabled_at, ?) WHERE key = ?",
                arguments: [now, account.key]
            )
            try database.endSessions(of: account.key)
        }
    }

    func setLanguage(_ language: Language, of account: Account) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: "UPDATE account SET language = ? WHERE key = ?",
                arguments: [language.rawValue, account.key]
            )
        }
    }

    /// Keeps a password; sessions from before it end, and so does the link to choose one.
    ///
    /// - Parameters:
    ///   - password: the new one's hash.
    ///   - account: whose.
    ///   - link: that is spent on it; `nil` if the person is signed in.
    /// - Returns: `false`, and nothing changed, if the link was spent meanwhile.
    /// - Throws: ``ServerError``
    func setPassword(
        _ password: PasswordHash,
        of account: Account,
        spending link: SecretHash?
    ) throws(ServerError) -> Bool {
        try write { database in
            if let link {
                try database.execute(
                    sql: "DELETE FROM account_link WHERE account = ? AND secret_hash = ?",
                    arguments: [account.key, Data(link.bytes)]
                )
                guard database.changesCount == 1 else { return false }
            }
            try database.execute(
                sql: "UPDATE account SET password = ? WHERE key = ?",
                arguments: [password.text, account.key]
            )
            try database.endSessions(of: account.key)
            return true
        }
    }

    /// Notes which generation each space is in; if one was in another before, forgets what that would let in
    /// again: sessions, links and tokens that have ended since, and those who only read, of whom no control
    /// log tells.
    func forgetAdmissions(unlessOf generations: [SpaceID: Generation]) throws(ServerError) {
        try write { database in
            var hasChanged = false
            for (space, generation) in generations {
                let known = try Data.fetchOne(
                    database,
                    sql: "SELECT generation FROM space WHERE id = ?",
                    arguments: [Data(space.bytes)]
                )
                guard known != Data(generation.bytes) else { continue }
                if known != nil { hasChanged = true }
                try database.execute(
                    sql: "UPDATE space SET generation = ? WHERE id = ?",
                    arguments: [Data(generation.bytes), Data(space.bytes)]
                )
            }
            if hasChanged { try database.forgetAdmissions() }
        }
    }
}

extension Database {
    fileprivate func forgetAdmissions() throws {
        try execute(
            sql: """
                DELETE FROM web_session;
                DELETE FROM account_link;
                DELETE FROM access_token;
                DELETE FROM account_space WHERE public_key IS NULL;
                """
        )
    }

    fileprivate func endSessions(of account: Int64) throws {
        try execute(sql: "DELETE FROM web_session WHERE account = ?", arguments: [account])
        try execute(sql: "DELETE FROM account_link WHERE account = ?", arguments: [account])
    }
}

extension Account {
    init?(_ row: Row) {
        let id: Data = row["id"]
        guard let id = AccountID(bytes: id) else { return nil }
        let password: String? = row["password"]
        let language: String? = row["language"]
        self.init(
            key: row["key"],
            id: id,
            pseudonym: row["pseudonym"],
            password: password.flatMap(PasswordHash.init(text:)),
            language: language.flatMap(Language.init(rawValue:)),
            createdAt: row["created_at"],
            disabledAt: row["disabled_at"]
        )
    }
}

extension AccountSpace {
    fileprivate init?(_ row: Row) {
        guard let space = HostedSpace(row) else { return nil }
        let publicKey: Data? = row["public_key"]
        let generation: Data? = row["looked_generation"]
        let position: Int64? = row["looked_position"]
        self.init(
            space: space,
            publicKey: publicKey.flatMap { PublicKey(bytes: $0) },
            looked: generation.flatMap { Generation(bytes: $0) }.map {
                AsOf(generation: $0, position: UInt64(clamping: position ?? 0))
            }
        )
    }
}
