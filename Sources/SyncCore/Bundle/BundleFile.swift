import Glibc

/// A file that is read from its beginning.
final class BundleSource {
    private let descriptor: Int32
    private let path: String

    init(_ path: String) throws(BundleError) {
        descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        self.path = path
        guard descriptor >= 0 else { throw .file(path: path, code: errno) }
    }

    deinit { close(descriptor) }

    /// As many bytes as are there, at most `count`; fewer only at the end.
    func read(upTo count: Int) throws(BundleError) -> [UInt8] {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, let start = buffer.baseAddress {
                let got = Glibc.read(descriptor, start + filled, count - filled)
                if got == 0 { return }
                if got > 0 {
                    filled += got
                } else if errno != EINTR {
                    code = errno
                    return
                }
            }
        }
        guard code == 0 else { throw .file(path: path, code: code) }
        return bytes
    }
}

/// A file that is there whole or not at all: written beside, for its owner alone, and put in its place by
/// ``finish(replacing:)``.
final class BundleTarget {
    private let descriptor: Int32
    private let path: String
    private let beside: String
    private var isFinished = false

    /// What the name of a file ends in that is not whole yet.
    static let suffix = ".part"

    /// Begins the file that `path` is to be.
    ///
    /// - Parameters:
    ///   - path: where it is to be.
    ///   - replacing: whether a file that is there may go.
    ///   - isShared: whether those who may read the folder may read the file too.
    /// - Throws: ``BundleError/exists(path:)`` or ``BundleError/file(path:code:)``.
    init(_ path: String, replacing: Bool, isShared: Bool = false) throws(BundleError) {
        guard replacing || access(path, F_OK) != 0 else { throw .exists(path: path) }
        self.path = path
        beside = path + Self.suffix
        // What a crash left.
        unlink(beside)
        descriptor = Glibc.open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .file(path: path, code: errno) }
        var folder = stat()
        if isShared, stat(Self.folder(of: path), &folder) == 0 {
            // A stick's file system may have no rights to set: then the mount says who reads.
            fchmod(descriptor, folder.st_mode & 0o444 | 0o600)
        }
    }

    /// Leaves nothing half.
    deinit {
        close(descriptor)
        if !isFinished { unlink(beside) }
    }

    func write(_ bytes: [UInt8]) throws(BundleError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw .file(path: path, code: errno) }
            rest = rest.dropFirst(max(0, count))
        }
    }

    /// Puts the file in its place; it is durable when this returns.
    func finish(replacing: Bool) throws(BundleError) {
        guard fsync(descriptor) == 0 else { throw .file(path: path, code: errno) }
        guard replacing || access(path, F_OK) != 0 else { throw .exists(path: path) }
        guard rename(beside, path) == 0 else { throw .file(path: path, code: errno) }
        isFinished = true
        let folder = Glibc.open(Self.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw .file(path: path, code: errno) }
        defer { close(folder) }
        // Some file systems of sticks and networks have no fsync for folders.
        guard fsync(folder) == 0 || errno == EINVAL else { throw .file(path: path, code: errno) }
    }
    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    }
}
