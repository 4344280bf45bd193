import Crypto
import Foundation
public import SyncCore

/// One file with a server's databases, as they were at one moment.
///
/// The keys and the ledger are not in it: they are kept elsewhere, since a backup with them is a second
/// server. What is written is read back before it counts: opened, and every state computed anew.
public struct Backup: Sendable {
    /// What a backup came to, or what was put back.
    public struct Report: Hashable, Sendable {
        public let path: String
        public let bytes: Int
        /// Milliseconds since 1970.
        public let madeAt: Int64
        public let spaces: [SpaceReport]
        /// Photos in it.
        public let photos: Int
        /// Photos that were lost or damaged on the server, and are not in it: laptops that hold them bring
        /// them.
        public let missingPhotos: Int

        /// One space in it.
        public struct SpaceReport: Hashable, Sendable {
            public let name: String
            public let segments: UInt64
            public let stateDigest: StateDigest
        }
    }

    /// Told what is done, and how far it has come, 0 … 1.
    public typealias Progress = @Sendable (Phase, Double) -> Void

    /// What is being done.
    public enum Phase: Hashable, Sendable {
        case copying
        case archiving
        case checking
    }

    static let replicaName = "faltbild.sqlite"
    static let databaseName = "server.sqlite"
    /// Photos: `blobs/SPACE/SHA256`.
    static let blobs = "blobs"

    let path: String

    /// Names a backup's file.
    public init(at path: String) {
        self.path = path
    }

    /// Runs work in a folder beside the backup that is gone afterwards.
    func withScratch<Result>(in folder: String, _ body: (String) throws -> Result) throws -> Result {
        let scratch = folder + "/.faltbild-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: scratch,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        do {
            return try body(scratch)
        } catch let error where Self.mayBeOfTheDisk(error) && Self.isFull(folder) {
            throw ServerError.diskFull(path: folder)
        }
    }

    /// What goes wrong on a full disk comes in many words: that a file cannot be made, opened or grown.
    private static func mayBeOfTheDisk(_ error: any Error) -> Bool {
        switch error as? ServerError {
        case .backupDamaged, .backupOfOther, .newerVersion: false
        default: true
        }
    }

    /// Whether there is no room for as much as SQLite needs to open a file.
    private static func isFull(_ folder: String) -> Bool {
        var volume = statvfs()
        guard statvfs(folder, &volume) == 0 else { return false }
        return UInt64(volume.f_bavail) * UInt64(volume.f_frsize) < leastRoom
    }

    /// 256 KiB.
    private static let leastRoom: UInt64 = 256 * 1_024

    /// The folder that a file lies in.
    static func folder(of path: String) -> String {
        URL(filePath: path).deletingLastPathComponent().path()
    }

    /// SHA-256 of a file, hexadecimal, and its size.
    static func digest(ofFile path: String) throws -> (bytes: Int, sha256: String) {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        defer { try? file.close() }
        var hasher = SHA256()
        var bytes = 0
        while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {
            hasher.update(data: chunk)
            bytes += chunk.count
        }
        return (bytes, Array(hasher.finalize()).hexadecimal)
    }
}
