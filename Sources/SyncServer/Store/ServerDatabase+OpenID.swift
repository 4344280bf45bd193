import Foundation
import GRDB
import SyncCore

extension ServerDatabase {
    /// The provider that is set up; `nil` if there is none.
    func openIDProvider() throws(ServerError) -> OpenIDProvider? {
        try read { database in
            try Row.fetchOne(database, sql: "SELECT * FROM openid_provider").map { row in
                OpenIDProvider(
                    issuer: row["issuer"],
                    client: row["client"],
                    secret: row["secret"],
                    claim: row["claim"],
                    checked: row["own_address"],
                    authority: row["authority"]
                )
            }
        }
    }

    /// Keeps the provider in the place of the former one; `nil` for none.
    func keep(_ provider: OpenIDProvider?) throws(ServerError) {
        try write { database in
            try database.execute(sql: "DELETE FROM openid_provider")
            guard let provider else { return }
            try database.execute(
                sql: """
                    INSERT INTO openid_provider
                        (key, issuer, client, secret, claim, own_address, authority)
                    VALUES (1, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    provider.issuer, provider.client, provider.secret, provider.claim,
                    provider.ownAddress, provider.authority,
                ]
            )
        }
    }

    /// Whose identity at the provider it is.
    func account(ofIdentity hash: SecretHash) throws(ServerError) -> Account? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT account.* FROM account_identity JOIN account ON account.key = account
                    WHERE identity_hash = ?
                    """,
                arguments: [Data(hash.bytes)]
            )
            .flatMap(Account.init)
        }
    }

    /// Accounts that somebody at the provider signs in to, by their keys.
    func identifiedAccounts() throws(ServerError) -> Set<Int64> {
        try read { database in
            try Int64.fetchSet(database, sql: "SELECT account FROM account_identity")
        }
    }

    /// Keeps who signs in to an account, in the place of the former one; `nil` for nobody.
    ///
    /// Sessions end, since they may be somebody else's.
    ///
    /// - Returns: `false`, and nothing changed, if the identity is another account's.
    func keep(_ identity: SecretHash?, of account: Account) throws(ServerError) -> Bool {
        try write { database in
            let hash = identity.map { Data($0.bytes) }
            let holder = try Int64.fetchOne(
                database,
                sql: "SELECT account FROM account_identity WHERE identity_hash = ?",
                arguments: [hash]
            )
            guard holder == nil || holder == account.key else { return false }
            guard holder == nil else { return true }
            try database.execute(
                sql: "DELETE FROM account_identity WHERE account = ?",
                arguments: [account.key]
            )
            if let hash {
                try database.execute(
                    sql: "INSERT INTO account_identity (account, identity_hash) VALUES (?, ?)",
                    arguments: [account.key, hash]
                )
            }
            try database.execute(sql: "DELETE FROM web_session WHERE account = ?", arguments: [account.key])
            return true
        }
    }
}
