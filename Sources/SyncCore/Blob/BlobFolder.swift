import Foundation
import Glibc

/// The files of a store's blobs: a folder beside the store, in it one a space, in it one file a blob.
///
/// A file appears under its name whole and durable: it is written elsewhere, fsynced and renamed. Whoever
/// moves or removes a file holds the store's write lock, so that no two programs do so at once.
package struct BlobFolder: Sendable {
    private let root: String

    /// The blobs of the store at a path.
    package init(besideStoreAt path: String) {
        root = path + "-blobs"
    }

    package func path(of blob: BlobID, in space: SpaceID) -> String {
        let name = blob.description
        return "\(folder(of: space))/\(name.prefix(2))/\(name)"
    }

    /// Where the parts of a space's blobs are that are still on their way in.
    func incoming(of space: SpaceID) -> String { folder(of: space) + "/incoming" }

    /// The bytes that a file has; `nil` if it is not there.
    func size(of blob: BlobID, in space: SpaceID) -> Int? {
        var status = stat()
        return stat(path(of: blob, in: space), &status) == 0 ? Int(status.st_size) : nil
    }

    /// Reads a part of a file, which ends early only at the file's end.
    func read(_ blob: BlobID, in space: SpaceID, from offset: Int, count: Int) throws(StoreError) -> [UInt8] {
        let path = path(of: blob, in: space)
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw errno == ENOENT ? .blobNotHeld(blob) : StoreError(file: path, errno) }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes {
                pread(file, $0.baseAddress?.advanced(by: done), count - done, off_t(offset + done))
            }
            guard got >= 0 || errno == EINTR else { throw StoreError(file: path, errno) }
            if got == 0 { break }
            done += max(0, got)
        }
        return Array(bytes[..<done])
    }

    /// Whether a file has the bytes that it is named by.
    func isSound(_ blob: BlobID, in space: SpaceID) throws(StoreError) -> Bool {
        BlobID(of: try read(blob, in: space, from: 0, count: Limits.blobBytes)) == blob
    }

    /// Writes a file, in the place of one that is there.
    package func write(_ bytes: [UInt8], as blob: BlobID, in space: SpaceID) throws(StoreError) {
        let path = path(of: blob, in: space)
        try Self.makeFolder(Self.folder(of: path))
        do throws(PrivateFile.Failure) {
            try PrivateFile(at: path).replace(by: bytes)
        } catch {
            throw StoreError(error, at: path)
        }
    }

    /// Moves a complete and durable file in.
    package func adopt(_ file: String, as blob: BlobID, in space: SpaceID) throws(StoreError) {
        let path = path(of: blob, in: space)
        try Self.makeFolder(Self.folder(of: path))
        guard rename(file, path) == 0 else { throw StoreError(file: path, errno) }
        try Self.syncFolder(Self.folder(of: path))
    }

    func remove(_ blob: BlobID, in space: SpaceID) throws(StoreError) {
        try Self.remove(path(of: blob, in: space))
    }

    /// Removes the files of a space that were written before a moment and are not of one of these blobs: of
    /// saves that failed, and of changes that nobody brings back any more.
    ///
    /// `milliseconds` since 1970.
    func removeOrphans(
        of space: SpaceID,
        but named: Set<BlobID>,
        before milliseconds: Int64
    ) throws(StoreError) {
        for path in files(of: space) {
            let name = path[path.index(after: path.lastIndex(of: "/") ?? path.startIndex)...]
            let blob = BlobID(hexadecimal: name.prefix(2 * BlobID.byteCount))
            if let blob, named.contains(blob) { continue }
            var status = stat()
            guard stat(path, &status) == 0, Int64(status.st_mtim.tv_sec) * 1_000 < milliseconds else {
                continue
            }
            try Self.remove(path)
        }
    }

    /// Removes all of a space.
    func removeAll(of space: SpaceID) throws(StoreError) {
        for path in files(of: space) { try Self.remove(path) }
        // What is left is empty folders.
        _ = try? FileManager.default.removeItem(atPath: folder(of: space))
    }

    /// Every blob that there is a file of.
    package func all() -> [(space: SpaceID, blob: BlobID)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return names.compactMap { SpaceID($0) }.sorted().flatMap { space in
            files(of: space).compactMap { path in
                let name = path[path.index(after: path.lastIndex(of: "/") ?? path.startIndex)...]
                return BlobID(hexadecimal: name).map { (space, $0) }
            }
        }
    }

    private func files(of space: SpaceID) -> [String] {
        let folder = folder(of: space)
        guard let names = FileManager.default.subpaths(atPath: folder) else { return [] }
        return names.map { folder + "/" + $0 }.filter { path in
            var status = stat()
            return lstat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
        }
    }

    private func folder(of space: SpaceID) -> String { "\(root)/\(space)" }

    private static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    private static func remove(_ path: String) throws(StoreError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw StoreError(file: path, errno) }
    }

    static func makeFolder(_ path: String) throws(StoreError) {
        if mkdir(path, 0o700) == 0 { return try syncFolder(folder(of: path)) }
        let code = errno
        if code == EEXIST { return }
        guard code == ENOENT, folder(of: path) != path else { throw StoreError(file: path, code) }
        try makeFolder(folder(of: path))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw StoreError(file: path, errno) }
        try syncFolder(folder(of: path))
    }

    private static func syncFolder(_ path: String) throws(StoreError) {
        let folder = open(path.isEmpty ? "/" : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw StoreError(file: path, errno) }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw StoreError(file: path, errno) }
    }
}

extension StoreError {
    /// What the system said of a file.
    init(file path: String, _ code: Int32) {
        switch code {
        case ENOSPC, EDQUOT: self = .diskFull(path: path)
        case EACCES, EPERM, EROFS: self = .readOnly(path: path)
        default: self = .database(code: code, message: "\(path): \(String(cString: strerror(code)))")
        }
    }

    fileprivate init(_ failure: PrivateFile.Failure, at path: String) {
        switch failure {
        case .system(_, let code): self.init(file: path, code)
        case .notPrivate, .tooLarge: self = .readOnly(path: path)
        }
    }
}
