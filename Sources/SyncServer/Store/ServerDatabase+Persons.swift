import GRDB

/// The administrator's key from pseudonym to person. It is never sent, logged or put into a log.
extension ServerDatabase {
    func keepLabel(_ label: String, of pseudonym: String) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: """
                    INSERT INTO person (pseudonym, label) VALUES (?1, ?2)
                    ON CONFLICT (pseudonym) DO UPDATE SET label = ?2
                    """,
                arguments: [pseudonym, label]
            )
        }
    }

    func labels() throws(ServerError) -> [String: String] {
        try read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT pseudonym, label FROM person")
            return Dictionary(uniqueKeysWithValues: rows.map { ($0["pseudonym"], $0["label"]) })
        }
    }
}
