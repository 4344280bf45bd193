import Foundation
import GRDB

/// The SQLite file under a replica: opening it, its settings, and transactions with typed errors.
///
/// Settings, each read back by a test: WAL; `synchronous=FULL` on the writer, so that a commit survives a
/// power cut; foreign keys; `secure_delete`, so that erased bytes leave the file.
final class StoreFile: Sendable {
    /// How long a transaction waits for another program before it gives up.
    static let patience: TimeInterval = 5

    let path: String
    private let database: any DatabaseWriter
    private let holder: HolderNote?

    init(at location: Replica.Location, patience: TimeInterval = patience) throws(StoreError) {
        let configuration = Self.configuration(patience: patience)
        switch location {
        case .file(let path):
            self.path = path
            let note = HolderNote(besideStoreAt: path)
            holder = note
            do {
                try StoreVersion.inspect(path)
                database = try DatabasePool(path: path, configuration: configuration)
                try Self.prepare(database)
            } catch {
                throw StoreError(error, path: path, holder: note.otherHolder)
            }
            note.claim()
        case .memory:
            path = ":memory:"
            holder = nil
            do {
                database = try DatabaseQueue(configuration: configuration)
                try Self.prepare(database)
            } catch {
                throw StoreError(error, path: path, holder: nil)
            }
        }
    }

    deinit { holder?.remove() }

    /// One consistent view, beside a writer.
    func read<Result>(_ body: (SQLiteStorage) throws -> Result) throws(StoreError) -> Result {
        do {
            return try database.read { try body(SQLiteStorage(database: $0)) }
        } catch {
            throw translated(error)
        }
    }

    /// One transaction: all of it, durable when this returns, or nothing.
    func write<Result>(_ body: (SQLiteStorage) throws -> Result) throws(StoreError) -> Result {
        do {
            return try database.write { try body(SQLiteStorage(database: $0)) }
        } catch {
            throw translated(error)
        }
    }

    /// The writer's connection outside a transaction, for tests that read settings back.
    func withConnection<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try database.writeWithoutTransaction(body)
    }

    /// Writes the file anew without free pages, and empties the write-ahead log: what was deleted stands in
    /// neither.
    ///
    /// - Throws: ``StoreError/locked(by:)`` while another program reads the state before.
    func compact() throws(StoreError) {
        do {
            try database.vacuum()
            guard let pool = database as? DatabasePool else { return }
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        } catch {
            throw translated(error)
        }
    }

    /// Writes a copy page by page; a page that is written meanwhile is copied again.
    func copy(to path: String, progress: @escaping (Double) -> Void) throws(StoreError) {
        do {
            let copy = try DatabaseQueue(path: path)
            try database.backup(to: copy, pagesPerStep: 1_000) { step in
                guard step.totalPageCount > 0 else { return }
                progress(Double(step.completedPageCount) / Double(step.totalPageCount))
            }
            try copy.close()
        } catch {
            throw StoreError(error, path: path, holder: nil)
        }
    }

    private func translated(_ error: any Error) -> StoreError {
        StoreError(error, path: path, holder: holder?.otherHolder)
    }

    private static func configuration(patience: TimeInterval) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.label = "faltbild"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA secure_delete = ON")
        }
        return configuration
    }

    /// Sets what a pool sets otherwise after it has opened, and brings the tables up to date.
    private static func prepare(_ database: any DatabaseWriter) throws {
        try database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA cache_size = -16000")
        }
        try StoreVersion.migrator.migrate(database)
    }
}
