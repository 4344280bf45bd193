import FieldModel
package import SyncCore

/// What a server is made of: its key, its replica and its database.
///
/// The server and the administrator's commands, which may run at the same time, each open their own.
package struct Host: Sendable {
    let folder: DataFolder
    let key: SigningKey
    let replica: Replica
    let database: ServerDatabase
    let schema: Schema
    let surroundings: Surroundings

    var ledger: Ledger { Ledger(at: folder.ledger) }

    /// - Throws: ``ServerError/notInitialised(path:)`` and what opening the files gives.
    package init(_ folder: DataFolder, surroundings: Surroundings = .system) throws(ServerError) {
        let key = try ServerKeyFile.read(from: folder)
        try self.init(folder, key: key, surroundings: surroundings)
    }

    init(
        _ folder: DataFolder,
        key: SigningKey,
        schema: Schema = FieldModel.schema,
        surroundings: Surroundings
    ) throws(ServerError) {
        self.folder = folder
        self.key = key
        self.schema = schema
        self.surroundings = surroundings
        database = try ServerDatabase(path: folder.database)
        do throws(StoreError) {
            replica = try Replica(at: .file(folder.replica), schema: schema, surroundings: surroundings)
        } catch {
            throw .store(error)
        }
    }

    var controlLog: ControlLogWriter {
        ControlLogWriter(replica: replica, key: key, ledger: ledger)
    }
}
