import Foundation
import GRDB

/// The storage of a replica in one SQLite transaction.
///
/// Its topics are in the extensions beside this file.
struct SQLiteStorage: StorageTransaction {
    let database: Database
}

extension SQLiteStorage {
    /// Runs a statement.
    ///
    /// SQL is a literal, and every value is bound: the type of `sql` sees to it.
    func execute(_ sql: StaticString, _ arguments: StatementArguments = []) throws {
        try database.cachedStatement(sql: sql.description).execute(arguments: arguments)
    }

    func row(_ sql: StaticString, _ arguments: StatementArguments = []) throws -> Row? {
        try Row.fetchOne(database.cachedStatement(sql: sql.description), arguments: arguments)
    }

    func rows(_ sql: StaticString, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(database.cachedStatement(sql: sql.description), arguments: arguments)
    }

    /// Steps through rows without keeping them.
    ///
    /// Not to be nested with the same statement.
    func cursor(_ sql: StaticString, _ arguments: StatementArguments = []) throws -> RowCursor {
        try Row.fetchCursor(database.cachedStatement(sql: sql.description), arguments: arguments)
    }

    /// The first column of the first row, or zero.
    func count(_ sql: StaticString, _ arguments: StatementArguments = []) throws -> Int {
        try row(sql, arguments)?[0] ?? 0
    }

    var lastInsertedKey: Int64 { database.lastInsertedRowID }
}

extension Row {
    /// A blob, copied once; empty for NULL.
    func bytes(_ index: Int) throws -> [UInt8] {
        try withUnsafeData(atIndex: index) { $0.map { Array($0) } ?? [] }
    }

    /// A 32-byte hash; `nil` for NULL.
    func digest<Hashed>(_ index: Int) throws -> Digest<Hashed>? {
        guard !hasNull(atIndex: index) else { return nil }
        guard let digest = Digest<Hashed>(bytes: try bytes(index)) else {
            throw StoreError.damaged(detail: "a hash that is not 32 bytes long")
        }
        return digest
    }

    /// A 16-byte identifier; `nil` for NULL.
    func identifier<Named>(_ index: Int) throws -> Identifier<Named>? {
        guard !hasNull(atIndex: index) else { return nil }
        guard let identifier = Identifier<Named>(bytes: try bytes(index)) else {
            throw StoreError.damaged(detail: "an identifier that is not 16 bytes long")
        }
        return identifier
    }

    func key<Stored>(_ index: Int) -> RowKey<Stored> {
        RowKey(rawValue: self[index])
    }

    func optionalKey<Stored>(_ index: Int) -> RowKey<Stored>? {
        (self[index] as Int64?).map { RowKey(rawValue: $0) }
    }
}

extension Optional {
    /// What a store that is whole always has.
    func orDamaged(_ detail: @autoclosure () -> String) throws(StoreError) -> Wrapped {
        guard let self else { throw .damaged(detail: detail()) }
        return self
    }
}

extension Identifier {
    var data: Data { Data(bytes) }
}

extension Digest {
    var data: Data { Data(bytes) }
}

extension HybridTime {
    /// A signed number in the same order.
    var ordered: Int64 { Int64(bitPattern: rawValue ^ (1 << 63)) }

    init(ordered: Int64) {
        self.init(rawValue: UInt64(bitPattern: ordered) ^ (1 << 63))
    }
}
