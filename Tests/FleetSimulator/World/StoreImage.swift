import Foundation

/// The files of one SQLite store at one moment: the database, its write-ahead log, the witness and the photos
/// beside it.
struct StoreImage: Hashable, Sendable {
    private let database: Data
    private let log: Data
    private let witness: Data?
    /// By their paths from the folder beside the store.
    private let photos: [String: Data]

    /// Copies the files of a store that nobody is writing to just now.
    init(ofStoreAt path: String) throws {
        database = try Data(contentsOf: URL(filePath: path))
        log = FileManager.default.contents(atPath: path + "-wal") ?? Data()
        witness = FileManager.default.contents(atPath: path + "-witness")
        photos = Self.photoFiles(besideStoreAt: path).reduce(into: [:]) { photos, file in
            photos[file] = FileManager.default.contents(atPath: "\(path)-blobs/\(file)")
        }
    }

    private init(database: Data, log: Data, witness: Data?, photos: [String: Data]) {
        self.database = database
        self.log = log
        self.witness = witness
        self.photos = photos
    }

    /// The files of a store's photos, as paths from their folder.
    static func photoFiles(besideStoreAt path: String) -> [String] {
        let folder = path + "-blobs"
        return (FileManager.default.subpaths(atPath: folder) ?? []).sorted().filter { name in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
            return !isFolder.boolValue
        }
    }

    /// The same store beside another witness, or beside none.
    func beside(witnessOf other: StoreImage?) -> StoreImage {
        StoreImage(database: database, log: log, witness: other?.witness, photos: photos)
    }

    /// Puts the files where a store is opened next.
    func write(toStoreAt path: String) throws {
        try database.write(to: URL(filePath: path))
        if !log.isEmpty { try log.write(to: URL(filePath: path + "-wal")) }
        if let witness { try witness.write(to: URL(filePath: path + "-witness")) }
        for (name, bytes) in photos {
            let file = URL(filePath: "\(path)-blobs/\(name)")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try bytes.write(to: file)
        }
    }

    /// What a power cut leaves that happened at some instant between an earlier image and this one.
    ///
    /// SQLite appends every commit to the write-ahead log, so the log cut off at any byte is the store at
    /// that instant: between two commits or in the middle of one. Where the log was begun anew in between,
    /// which small stores hardly ever do, the power goes after the last commit. The witness is written after
    /// a commit, so that the earlier one is left. A photo is durable before the commit that says so, and is
    /// removed before the commit that forgets it: what went in between may have gone or not.
    func cut(since earlier: StoreImage, by dice: Dice) -> StoreImage {
        guard database == earlier.database, log.starts(with: earlier.log) else { return self }
        let length = dice.number(in: earlier.log.count...log.count)
        var photos = photos
        // In the order of their names, so that a seed gives the same run each time.
        for (name, bytes) in earlier.photos.sorted(by: { $0.key < $1.key })
        where photos[name] == nil && dice.chance(50) { photos[name] = bytes }
        return StoreImage(
            database: database,
            log: log.prefix(length),
            witness: earlier.witness,
            photos: photos
        )
    }
}
