import GRDB

extension SQLiteStorage {
    /// Deletes everything of a space, what refers to something before what is referred to.
    func forget(_ space: RowKey<StoredSpace>) throws {
        let arguments: StatementArguments = [space.rawValue]
        try execute(
            "DELETE FROM stale WHERE record IN (SELECT key FROM record WHERE space = ?)",
            arguments
        )
        try execute("DELETE FROM listing WHERE space = ?", arguments)
        try execute("DELETE FROM record WHERE space = ?", arguments)
        try execute("DELETE FROM numbering WHERE space = ?", arguments)
        try execute("DELETE FROM generation WHERE space = ?", arguments)
        try execute("UPDATE space SET current_log = NULL WHERE key = ?", arguments)
        try execute("DELETE FROM unsealed WHERE log IN (SELECT key FROM log WHERE space = ?)", arguments)
        try execute(
            "UPDATE segment SET root = NULL WHERE log IN (SELECT key FROM log WHERE space = ?)",
            arguments
        )
        try execute(
            "DELETE FROM blob_name WHERE blob IN (SELECT key FROM blob WHERE space = ?)",
            arguments
        )
        try execute("DELETE FROM blob WHERE space = ?", arguments)
        try execute("DELETE FROM segment WHERE log IN (SELECT key FROM log WHERE space = ?)", arguments)
        try execute("DELETE FROM log WHERE space = ?", arguments)
        try execute("DELETE FROM space WHERE key = ?", arguments)
    }
}
