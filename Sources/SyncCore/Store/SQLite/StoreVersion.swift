import Foundation
import GRDB

/// Which version of the tables a file has, and the way to the present one.
enum StoreVersion {
    /// Kept as `user_version`.
    ///
    /// A program refuses, untouched, a file of a greater one.
    static let current = 2
    /// Kept as `application_id`: "FBld".
    static let applicationID: Int32 = 0x4642_6C64

    /// Refuses a file that this program must not write.
    ///
    /// Opens it read-only, so that it stays as it is.
    static func inspect(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(StoreFile.patience)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.read { database in
            let application = try Int32.fetchOne(database, sql: "PRAGMA application_id")
            if try application == 0 && isEmpty(database) { return }
            guard application == applicationID else { throw StoreError.notAStore(path: path) }
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            guard version <= current else { throw StoreError.newerVersion(found: version, known: current) }
            let format = try UInt32.fetchOne(database, sql: "SELECT format FROM store")
            guard format == SegmentHeader.currentFormat else { throw StoreError.notAStore(path: path) }
        }
        try queue.close()
    }

    /// Whether there is nothing but the list of migrations, which comes in a commit before the first of them.
    private static func isEmpty(_ database: Database) throws -> Bool {
        try Int.fetchOne(
            database,
            sql: "SELECT count(*) FROM sqlite_schema WHERE tbl_name <> 'grdb_migrations'"
        ) == 0
    }

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: logTables)
            try database.execute(sql: stateTables)
            try database.execute(sql: projectionTables)
            try database.execute(
                sql: "INSERT INTO store (key, format, schema, projected) VALUES (1, ?, x'', 0)",
                arguments: [SegmentHeader.currentFormat]
            )
            // The two numbers of StoreVersion; a PRAGMA takes no bound values.
            try database.execute(sql: "PRAGMA application_id = 1178758244")
            try database.execute(sql: "PRAGMA user_version = 1")
        }
        migrator.registerMigration("2") { database in
            try database.execute(sql: blobTables)
            try SQLiteStorage(database: database).nameBlobs()
            try database.execute(sql: "PRAGMA user_version = 2")
        }
        return migrator
    }
}
