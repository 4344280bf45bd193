import Foundation
public import SyncCore

/// Puts a backup back in a server's folder.
///
/// The server begins a new generation: every laptop compares what it holds with it at its next sync, and
/// offers what is missing. What the ledger beside the key has, the ends of memberships and the redactions
/// since the backup, holds before anything is served.
public struct Restoring: Sendable {
    private let folder: DataFolder
    private let surroundings: Surroundings

    /// Names the folder of an initialised server.
    public init(in folder: DataFolder, surroundings: Surroundings = .system) {
        self.folder = folder
        self.surroundings = surroundings
    }

    /// Checks a backup, then puts it in the place of the present databases, which are kept beside.
    ///
    /// - Parameters:
    ///   - path: of the backup.
    ///   - progress: is told how far it has come.
    /// - Returns: what was put back, and where the former databases are; `nil` if there were none.
    /// - Throws: ``ServerError``; ``ServerError/alreadyServed(path:process:)`` while a server runs. Nothing
    ///   was changed then.
    public func restore(
        from path: String,
        progress: @escaping Backup.Progress = { _, _ in }
    ) throws(ServerError) -> (report: Backup.Report, former: String?) {
        let key = try ServerKeyFile.read(from: folder)
        let lock = try ServeLock(folder)
        defer { withExtendedLifetime(lock) {} }
        do {
            let backup = Backup(at: path)
            let (report, former) = try backup.withScratch(in: folder.path) { scratch in
                let unpacked = try backup.unpack(into: scratch, photos: .keep, progress: progress)
                guard unpacked.manifest.serverKey == key.publicKey.id.description else {
                    throw ServerError.backupOfOther(path: path)
                }
                let former = try setAside()
                for (name, place) in [
                    (Backup.databaseName, folder.database), (Backup.replicaName, folder.replica),
                ] {
                    guard rename(scratch + "/" + name, place) == 0 else {
                        throw ServerError.folderNotWritable(path: folder.path)
                    }
                }
                try putPhotos(from: scratch + "/" + Backup.replicaName)
                return (try Backup.Report(unpacked, path: path), former)
            }
            // Without its witness the store is known to be a copy: a new generation begins here.
            let host = try Host(folder, key: key, surroundings: surroundings)
            try host.resume()
            return (report, former)
        } catch {
            throw ServerError(backup: error, path: path)
        }
    }

    /// Moves photos in, beside those that are there: what is named by its bytes is the same wherever it
    /// comes from, and what came after the backup may be nowhere else.
    private func putPhotos(from store: String) throws {
        let unpacked = BlobFolder(besideStoreAt: store)
        let present = BlobFolder(besideStoreAt: folder.replica)
        for (space, blob) in unpacked.all() {
            try present.adopt(unpacked.path(of: blob, in: space), as: blob, in: space)
        }
    }

    /// Moves the present databases into a folder beside them; they may hold what no copy has.
    private func setAside() throws -> String? {
        let present = [folder.database, folder.replica].flatMap { path in
            ["", "-wal", "-shm", "-witness"].map { path + $0 }
        }.filter { FileManager.default.fileExists(atPath: $0) }
        guard !present.isEmpty else { return nil }
        let aside = folder.path + "/before-restore-\(surroundings.wallMilliseconds())"
        try FileManager.default.createDirectory(
            atPath: aside,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        for path in present {
            let name = URL(filePath: path).lastPathComponent
            try FileManager.default.moveItem(atPath: path, toPath: aside + "/" + name)
        }
        return aside
    }
}
