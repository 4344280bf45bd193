import GRDB

extension ServerDatabase {
    /// Lets a running server notice that the replica has something new: a commit that changes nothing.
    ///
    /// See ``ChangeWatcher``.
    func wakeServer() throws(ServerError) {
        try write { database in try database.execute(sql: "UPDATE space SET name = name") }
    }
}
