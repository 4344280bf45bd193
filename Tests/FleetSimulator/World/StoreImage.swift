import Foundation

/// The files of one SQLite store at one moment: the database, its write-ahead log, and the witness beside it.
struct StoreImage: Hashable, Sendable {
    private let database: Data
    private let log: Data
    private let witness: Data?

    /// Copies the files of a store that nobody is writing to just now.
    init(ofStoreAt path: String) throws {
        database = try Data(contentsOf: URL(filePath: path))
        log = FileManager.default.contents(atPath: path + "-wal") ?? Data()
        witness = FileManager.default.contents(atPath: path + "-witness")
    }

    private init(database: Data, log: Data, witness: Data?) {
        self.database = database
        self.log = log
        self.witness = witness
    }

    /// The same store beside another witness, or beside none.
    func beside(witnessOf other: StoreImage?) -> StoreImage {
        StoreImage(database: database, log: log, witness: other?.witness)
    }

    /// Puts the files where a store is opened next.
    func write(toStoreAt path: String) throws {
        try database.write(to: URL(filePath: path))
        if !log.isEmpty { try log.write(to: URL(filePath: path + "-wal")) }
        if let witness { try witness.write(to: URL(filePath: path + "-witness")) }
    }

    /// What a power cut leaves that happened at some instant between an earlier image and this one.
    ///
    /// SQLite appends every commit to the write-ahead log, so the log cut off at any byte is the store at
    /// that instant: between two commits or in the middle of one. Where the log was begun anew in between,
    /// which small stores hardly ever do, the power goes after the last commit. The witness is written after
    /// a commit, so that the earlier one is left.
    func cut(since earlier: StoreImage, by dice: Dice) -> StoreImage {
        guard database == earlier.database, log.starts(with: earlier.log) else { return self }
        let length = dice.number(in: earlier.log.count...log.count)
        return StoreImage(database: database, log: log.prefix(length), witness: earlier.witness)
    }
}
