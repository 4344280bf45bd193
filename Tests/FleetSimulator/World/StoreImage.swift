import Foundation

/// The files of one SQLite store at one moment: the database, and its write-ahead log.
struct StoreImage: Hashable, Sendable {
    private let database: Data
    private let log: Data

    /// Copies the files of a store that nobody is writing to just now.
    init(ofStoreAt path: String) throws {
        database = try Data(contentsOf: URL(filePath: path))
        let logPath = path + "-wal"
        log =
            FileManager.default.fileExists(atPath: logPath)
            ? try Data(contentsOf: URL(filePath: logPath)) : Data()
    }

    private init(database: Data, log: Data) {
        self.database = database
        self.log = log
    }

    /// Puts the files where a store is opened next.
    func write(toStoreAt path: String) throws {
        try database.write(to: URL(filePath: path))
        if !log.isEmpty { try log.write(to: URL(filePath: path + "-wal")) }
    }

    /// What a power cut leaves that happened at some instant between an earlier image and this one.
    ///
    /// SQLite appends every commit to the write-ahead log, so the log cut off at any byte is the store at
    /// that instant: between two commits or in the middle of one. Where the log was begun anew in between,
    /// which small stores hardly ever do, the power goes after the last commit.
    func cut(since earlier: StoreImage, by dice: Dice) -> StoreImage {
        guard database == earlier.database, log.starts(with: earlier.log) else { return self }
        let length = dice.number(in: earlier.log.count...log.count)
        return StoreImage(database: database, log: log.prefix(length))
    }
}
