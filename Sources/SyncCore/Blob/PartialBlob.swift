import FoundationEssentials
import Glibc

/// A blob on its way in: its first bytes, in a file of their own until all are there.
///
/// What arrived stays when the connection, or the program, ends; the rest is added to it later. The file's
/// name says what it is: the blob, who brings it, and how many bytes the whole has.
public struct PartialBlob: Hashable, Sendable {
    public let blob: BlobID
    public let space: SpaceID
    /// Bytes that the whole has.
    public let length: Int

    let carrier: String
    let path: String

    init(blob: BlobID, space: SpaceID, length: Int, folder: String, carrier: String) {
        self.blob = blob
        self.space = space
        self.length = length
        self.carrier = carrier
        path = "\(folder)/\(blob)-\(carrier)-\(length)"
    }

    /// Those of a folder, which need not be there.
    static func all(in folder: String, of space: SpaceID) -> [PartialBlob] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { name in
            let parts = name.split(separator: "-")
            guard parts.count == 3, let length = Int(parts[2]),
                let blob = [UInt8](hexadecimal: parts[0]).flatMap(BlobID.init(bytes:))
            else { return nil }
            return PartialBlob(
                blob: blob,
                space: space,
                length: length,
                folder: folder,
                carrier: String(parts[1])
            )
        }
    }

    /// Bytes that have arrived.
    public var count: Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    public var isComplete: Bool { count == length }

    /// Makes the file, empty.
    func create() throws(StoreError) {
        try BlobFolder.makeFolder(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]))
        try append([])
    }

    /// Adds the next bytes.
    ///
    /// - Throws: ``StoreError/blobDiffers(_:)`` beyond ``length``, or what the disk says.
    public func append(_ bytes: [UInt8]) throws(StoreError) {
        guard count + bytes.count <= length else { throw .blobDiffers(blob) }
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw StoreError(file: path, errno) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard written >= 0 || errno == EINTR else { throw StoreError(file: path, errno) }
            rest = rest.dropFirst(max(0, written))
        }
    }

    /// Forgets what arrived.
    public func discard() { unlink(path) }

    /// Whether nothing has arrived for so long that nobody will go on with it.
    func isGivenUp(at milliseconds: Int64) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return Int64(status.st_mtim.tv_sec) * 1_000 + Limits.partialBlobMilliseconds < milliseconds
    }

    /// Makes the bytes durable, and checks that they are the blob's.
    ///
    /// - Throws: ``StoreError/blobDiffers(_:)``; what arrived is forgotten then.
    func verify() throws(StoreError) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw StoreError(file: path, errno) }
        defer { close(file) }
        var hasher = TaggedHasher<BlobBytes>()
        var buffer = [UInt8](repeating: 0, count: Limits.blobChunkBytes)
        while true {
            let got = read(file, &buffer, buffer.count)
            if got == 0 { break }
            guard got > 0 || errno == EINTR else { throw StoreError(file: path, errno) }
            hasher.update(buffer[..<max(0, got)])
        }
        guard hasher.finalize() == blob else {
            discard()
            throw .blobDiffers(blob)
        }
        guard fsync(file) == 0 else { throw StoreError(file: path, errno) }
    }
}
