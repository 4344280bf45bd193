import Foundation
import SyncCore

/// The lock that keeps two servers off one store.
///
/// `flock` on `DIR/lock`: the kernel gives it up when the process ends, however it ends. The file says who
/// holds it.
final class ServeLock: Sendable {
    private let descriptor: Int32

    /// How often, and how far apart, it is tried: a server that is started again may meet the one before on
    /// its last steps.
    private static let attempts = 20
    private static let pauseMicroseconds: UInt32 = 50_000

    /// - Throws: ``ServerError/alreadyServed(path:process:)`` if another server holds it for a second more.
    init(_ folder: DataFolder) throws(ServerError) {
        let descriptor = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .folderNotWritable(path: folder.path) }
        guard Self.lock(descriptor) else {
            close(descriptor)
            throw .alreadyServed(path: folder.path, process: Self.holder(folder))
        }
        self.descriptor = descriptor
        let note = Array("\(getpid())\n".utf8)
        // The note only names the holder in messages; a disk too full for it does not stop the server.
        if ftruncate(descriptor, 0) == 0 {
            _ = note.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        }
    }

    deinit { close(descriptor) }

    private static func lock(_ descriptor: Int32) -> Bool {
        for _ in 1..<attempts {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            usleep(pauseMicroseconds)
        }
        return flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }

    private static func holder(_ folder: DataFolder) -> Int32? {
        guard let bytes = PrivateFile.read(folder.lock) else { return nil }
        return Int32(String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
    }
}
