import GRDB

extension SQLiteStorage {
    func records(_ names: [RecordKey], in space: RowKey<StoredSpace>) throws -> [StoredRecord?] {
        let statement = try RepeatedStatement(
            "SELECT key, state FROM record WHERE space = ? AND kind = ? AND id = ?",
            in: database
        )
        try statement.bind(space.rawValue, at: 1)
        return try names.map { name in
            try statement.bind(Int64(name.kind.rawValue), at: 2)
            try statement.bind(name.id, at: 3)
            return try statement.firstRow { row in
                StoredRecord(
                    key: RowKey(rawValue: row.number(0)),
                    state: try RecordState(storedBytes: row.bytes(1))
                )
            }
        }
    }

    func keep(_ records: [ChangedRecord], in space: RowKey<StoredSpace>) throws {
        let insert = try RepeatedStatement(
            "INSERT INTO record (space, kind, id, state) VALUES (?, ?, ?, ?)",
            in: database
        )
        try insert.bind(space.rawValue, at: 1)
        for record in records {
            if let key = record.key {
                try update(key, to: record.state)
            } else {
                try insert.bind(Int64(record.name.kind.rawValue), at: 2)
                try insert.bind(record.name.id, at: 3)
                try insert.bind(record.state, at: 4)
                try insert.run()
            }
        }
    }

    /// Keeps the state that the record's projection was made of, until that is made anew, and writes the new.
    private func update(_ key: RowKey<StoredRecord>, to state: [UInt8]) throws {
        let keepFormer = try RepeatedStatement(
            """
            INSERT OR IGNORE INTO stale (record, former)
            SELECT key, state FROM record WHERE key = ?1 AND ?1 <= (SELECT projected FROM store)
            """,
            in: database
        )
        try keepFormer.bind(key.rawValue, at: 1)
        try keepFormer.run()
        let update = try RepeatedStatement("UPDATE record SET state = ? WHERE key = ?", in: database)
        try update.bind(state, at: 1)
        try update.bind(key.rawValue, at: 2)
        try update.run()
    }
}
