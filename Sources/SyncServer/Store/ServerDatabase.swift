import GRDB
import SyncCore

/// The server's own database: what stands outside the logs.
///
/// Invitations, members, devices.
///
/// Several programs may have it open at once: the server, and the administrator's commands. Each public
/// operation is one transaction, durable when it returns.
final class ServerDatabase: Sendable {
    /// Seconds that a transaction waits for another program.
    private static let patience = 5.0

    let path: String
    private let pool: DatabasePool

    init(path: String) throws(ServerError) {
        self.path = path
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.patience)
        configuration.label = "server"
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
            }
            let migrator = ServerMigrations.migrator
            guard try pool.read({ try !migrator.hasBeenSuperseded($0) }) else {
                throw ServerError.newerVersion(path: path)
            }
            try migrator.migrate(pool)
        } catch {
            throw Self.translated(error, path: path)
        }
    }

    func read<Result>(_ body: (Database) throws -> Result) throws(ServerError) -> Result {
        do {
            return try pool.read(body)
        } catch {
            throw Self.translated(error, path: path)
        }
    }

    func write<Result>(_ body: (Database) throws -> Result) throws(ServerError) -> Result {
        do {
            return try pool.write(body)
        } catch {
            throw Self.translated(error, path: path)
        }
    }

    /// Writes a consistent copy into a new file.
    func copy(toFile path: String) throws(ServerError) {
        do {
            let copy = try DatabaseQueue(path: path)
            try pool.backup(to: copy)
            try copy.close()
        } catch {
            throw Self.translated(error, path: path)
        }
    }

    /// A number that changes when another program has committed something.
    func version() throws(ServerError) -> Int64 {
        do {
            return try pool.writeWithoutTransaction { database in
                try Int64.fetchOne(database, sql: "PRAGMA data_version") ?? 0
            }
        } catch {
            throw Self.translated(error, path: path)
        }
    }

    private static func translated(_ error: any Error, path: String) -> ServerError {
        if let error = error as? ServerError { return error }
        guard let error = error as? DatabaseError else { return .database(path: path, code: -1) }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path)
        case .SQLITE_FULL: return .diskFull(path: path)
        case .SQLITE_READONLY, .SQLITE_CANTOPEN: return .folderNotWritable(path: path)
        default: return .database(path: path, code: error.extendedResultCode.rawValue)
        }
    }
}
