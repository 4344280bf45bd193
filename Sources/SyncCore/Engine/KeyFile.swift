import Glibc

/// Private keys in one file that only its owner may read.
///
/// Text: the line `faltbild-keys 1`, then per space its 32 hexadecimal digits, a space, and 64 of the key. It
/// is replaced as a whole: written beside, fsynced, renamed, the folder fsynced. A lock file beside it keeps
/// two programs from writing over each other.
public struct KeyFile: KeyStore {
    private let path: String

    /// Takes a path; the file is made by the first ``keep(_:)``.
    public init(at path: String) {
        self.path = path
    }

    /// Reads the file anew.
    public func key(for space: SpaceID) throws(KeyStoreError) -> SigningKey? {
        try read()[space]
    }

    /// Adds keys, and replaces the file as a whole.
    public func keep(_ keys: [SpaceID: SigningKey]) throws(KeyStoreError) {
        let lock = try File(opening: path + ".lock", O_RDWR | O_CREAT)
        defer { lock.close() }
        try lock.lock()
        var kept = try read()
        for (space, key) in keys {
            if let former = kept[space], former.secretBytes != key.secretBytes { throw .hasOtherKey(space) }
            kept[space] = key
        }
        try replace(by: kept)
    }

    private func read() throws(KeyStoreError) -> [SpaceID: SigningKey] {
        guard access(path, F_OK) == 0 || errno != ENOENT else { return [:] }
        let file = try File(opening: path, O_RDONLY)
        defer { file.close() }
        guard try file.isPrivate() else { throw .notPrivate(path: path) }
        let text = String(decoding: try file.contents(limit: Self.byteLimit), as: UTF8.self)
        var lines = text.split(separator: "\n")
        guard lines.first == Self.firstLine[...] else { throw .damaged(path: path) }
        lines.removeFirst()
        var keys: [SpaceID: SigningKey] = [:]
        for line in lines {
            let parts = line.split(separator: " ")
            guard parts.count == 2, let space = SpaceID(parts[0]),
                let bytes = [UInt8](hexadecimal: parts[1]), let key = SigningKey(bytes: bytes)
            else { throw .damaged(path: path) }
            keys[space] = key
        }
        return keys
    }

    private func replace(by keys: [SpaceID: SigningKey]) throws(KeyStoreError) {
        var text = Self.firstLine + "\n"
        for (space, key) in keys.sorted(by: { $0.key < $1.key }) {
            text += "\(space) \(key.secretBytes.hexadecimal)\n"
        }
        let beside = path + ".new"
        // Under the lock, a file of this name is what a crash left.
        unlink(beside)
        let file = try File(opening: beside, O_WRONLY | O_CREAT | O_EXCL)
        defer { file.close() }
        try file.write(Array(text.utf8))
        guard rename(beside, path) == 0 else { throw .file(path: path, code: errno) }
        let slash = path.lastIndex(of: "/")
        let folder = try File(opening: slash.map { String(path[...$0]) } ?? ".", O_RDONLY | O_DIRECTORY)
        defer { folder.close() }
        try folder.sync()
    }

    private static let firstLine = "faltbild-keys 1"
    /// Bytes of a key file: thousands of spaces.
    private static let byteLimit = 1_024 * 1_024
}

/// An open file, made readable for its owner alone.
private struct File {
    private let descriptor: Int32
    private let path: String

    init(opening path: String, _ flags: Int32) throws(KeyStoreError) {
        descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
        self.path = path
        guard descriptor >= 0 else { throw .file(path: path, code: errno) }
    }

    func close() { _ = Glibc.close(descriptor) }

    func lock() throws(KeyStoreError) {
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw .file(path: path, code: errno) }
        }
    }

    func sync() throws(KeyStoreError) {
        guard fsync(descriptor) == 0 else { throw .file(path: path, code: errno) }
    }

    func isPrivate() throws(KeyStoreError) -> Bool {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .file(path: path, code: errno) }
        return status.st_mode & 0o077 == 0 && status.st_uid == geteuid()
    }

    func contents(limit: Int) throws(KeyStoreError) -> [UInt8] {
        var contents: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 * 1_024)
        while contents.count <= limit {
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { return contents }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw .file(path: path, code: errno)
            }
            contents += buffer[..<count]
        }
        throw .damaged(path: path)
    }

    func write(_ bytes: [UInt8]) throws(KeyStoreError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw .file(path: path, code: errno) }
            rest = rest.dropFirst(max(0, count))
        }
        try sync()
    }
}
