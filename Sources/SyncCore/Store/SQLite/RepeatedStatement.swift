import GRDB
import GRDBSQLite

/// A statement that runs many times in a row, its values bound on SQLite's own handle.
///
/// For what a merge does once a record. A row that GRDB binds, as ``SQLiteStorage/execute(_:_:)`` does, costs
/// a list of boxed values, a copy of each blob and a look-up of the statement by its text: 140,000 rows a
/// second where this reaches 240,000.
struct RepeatedStatement {
    private let database: Database
    private let statement: Statement
    private var handle: SQLiteStatement { statement.sqliteStatement }

    init(_ sql: StaticString, in database: Database) throws {
        self.database = database
        statement = try database.cachedStatement(sql: sql.description)
    }

    // MARK: Values; the first has the index 1

    func bind(_ number: Int64, at index: Int32) throws {
        try check(sqlite3_bind_int64(handle, index, number))
    }

    func bind(_ bytes: [UInt8], at index: Int32) throws {
        try bytes.withUnsafeBytes { try bind($0, at: index) }
    }

    func bind(_ identifier: Identifier<some Any>, at index: Int32) throws {
        let ordered = (identifier.high.bigEndian, identifier.low.bigEndian)
        try withUnsafeBytes(of: ordered) { try bind($0, at: index) }
    }

    /// Binds a text, which is UTF-8.
    func bind(text: [UInt8], at index: Int32) throws {
        try text.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            try check(sqlite3_bind_text(handle, index, start, Int32(bytes.count), Self.copying))
        }
    }

    private func bind(_ bytes: UnsafeRawBufferPointer, at index: Int32) throws {
        guard bytes.count > 0 else { return try check(sqlite3_bind_zeroblob(handle, index, 0)) }
        try check(sqlite3_bind_blob(handle, index, bytes.baseAddress, Int32(bytes.count), Self.copying))
    }

    /// SQLITE_TRANSIENT, a macro that Swift does not import: SQLite copies the bytes before it returns.
    private static var copying: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }

    // MARK: Running

    /// Runs a statement that gives no row.
    func run() throws {
        _ = try firstRow { _ in }
    }

    /// Runs a statement and reads its first row; `nil` if there is none.
    func firstRow<Result>(_ read: (RepeatedStatement) throws -> Result) throws -> Result? {
        defer { sqlite3_reset(handle) }
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return try read(self)
        case SQLITE_DONE: return nil
        case let code: throw failure(code)
        }
    }

    /// A number of the present row; the first column has the index 0.
    func number(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    /// A blob of the present row, copied; empty for NULL.
    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw failure(code) }
    }

    private func failure(_ code: Int32) -> DatabaseError {
        let message = database.sqliteConnection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
        return DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
}
