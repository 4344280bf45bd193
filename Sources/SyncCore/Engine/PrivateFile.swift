import Glibc

/// A file that only its owner may read, and that is replaced as a whole: whoever reads it, whatever breaks,
/// finds the former content or the new one.
///
/// Written beside, fsynced, renamed, the folder fsynced.
package struct PrivateFile: Sendable {
    /// Why a file was not read or not written; what stood there stands there still.
    package enum Failure: Error, Hashable, Sendable {
        /// The system refused; `code` is errno.
        case system(path: String, code: Int32)
        /// Others on this computer may read it, or another user owns it.
        case notPrivate(path: String)
        case tooLarge(path: String)
    }

    private let path: String

    /// Names a file, which need not be there.
    package init(at path: String) {
        self.path = path
    }

    /// All of it, which may be at most `limit` bytes; `nil` if it is not there.
    package func read(limit: Int) throws(Failure) -> [UInt8]? {
        guard access(path, F_OK) == 0 || errno != ENOENT else { return nil }
        let file = try OpenFile(path, O_RDONLY)
        defer { file.close() }
        guard try file.isPrivate() else { throw .notPrivate(path: path) }
        return try file.contents(limit: limit)
    }

    /// Puts this content in the place of the former, durably.
    ///
    /// Two programs that may do so at once need ``lock()``.
    package func replace(by bytes: [UInt8]) throws(Failure) {
        let beside = path + ".new"
        // What a crash left.
        unlink(beside)
        let file = try OpenFile(beside, O_WRONLY | O_CREAT | O_EXCL)
        defer { file.close() }
        do throws(Failure) {
            try file.write(bytes)
            guard rename(beside, path) == 0 else { throw .system(path: path, code: errno) }
        } catch {
            // On a full disk a part would take the room that is to be made.
            unlink(beside)
            throw error
        }
        let slash = path.lastIndex(of: "/")
        let folder = try OpenFile(slash.map { String(path[...$0]) } ?? ".", O_RDONLY | O_DIRECTORY)
        defer { folder.close() }
        try folder.sync()
    }

    /// Waits until no other program holds the file's lock, and holds it for as long as the result lives.
    package func lock() throws(Failure) -> FileLock {
        let file = try OpenFile(path + ".lock", O_RDWR | O_CREAT)
        do throws(Failure) {
            try file.lock()
        } catch {
            file.close()
            throw error
        }
        return FileLock(file: file)
    }
}

/// A lock that ends with its life.
package struct FileLock: ~Copyable {
    fileprivate let file: OpenFile

    deinit { file.close() }
}

/// An open file, made readable for its owner alone.
private struct OpenFile {
    private let descriptor: Int32
    private let path: String

    init(_ path: String, _ flags: Int32) throws(PrivateFile.Failure) {
        descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        self.path = path
        guard descriptor >= 0 else { throw .system(path: path, code: errno) }
    }

    func close() { _ = Glibc.close(descriptor) }

    func lock() throws(PrivateFile.Failure) {
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw .system(path: path, code: errno) }
        }
    }

    func sync() throws(PrivateFile.Failure) {
        guard fsync(descriptor) == 0 else { throw .system(path: path, code: errno) }
    }

    func isPrivate() throws(PrivateFile.Failure) -> Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(path: path, code: errno) }
        return status.st_mode & 0o077 == 0 && status.st_uid == geteuid()
    }

    func contents(limit: Int) throws(PrivateFile.Failure) -> [UInt8] {
        var contents: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 * 1_024)
        while contents.count <= limit {
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { return contents }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw .system(path: path, code: errno)
            }
            contents += buffer[..<count]
        }
        throw .tooLarge(path: path)
    }

    func write(_ bytes: [UInt8]) throws(PrivateFile.Failure) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw .system(path: path, code: errno) }
            rest = rest.dropFirst(max(0, count))
        }
        try sync()
    }
}
