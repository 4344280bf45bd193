import FieldModel
import Foundation
import SyncCore
import Synchronization

/// The photos of one save, until the records that name them are saved.
///
/// It keeps where they are, not their bytes: a file of records may name a thousand.
final class PhotoTray: Sendable {
    private let paths = Mutex<[BlobID: String]>([:])

    /// The photos that were read, to be kept with the records; each is read from its file once more.
    var blobs: some Sequence<[UInt8]> {
        paths.withLock { Array($0.values) }.lazy.map { path in
            // A file that went meanwhile gives bytes that no record names: nothing is saved then.
            (try? CleanPhoto(Self.contents(of: path)).bytes) ?? []
        }
    }

    /// Reads the file of a photo, and leaves out what its camera wrote beside the picture.
    func photo(in path: String) throws(PhotoRefusal) -> Photo {
        let photo = try CleanPhoto(Self.contents(of: path))
        guard photo.bytes.count <= Limits.blobBytes else { throw .tooLarge }
        let id = BlobID(of: photo.bytes)
        paths.withLock { $0[id] = path }
        return Photo(sha256: id.bytes, mediaType: photo.format.mediaType)
    }

    private static func contents(of path: String) throws(PhotoRefusal) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .notReadable(code: errno) }
        defer { close(file) }
        var contents: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: Limits.blobChunkBytes)
        while true {
            let count = read(file, &buffer, buffer.count)
            if count == 0 { return contents }
            guard count > 0 || errno == EINTR else { throw .notReadable(code: errno) }
            contents += buffer[..<max(0, count)]
            // What is beside the picture may be much: the limit is on what is left, and this on what is read.
            guard contents.count <= 2 * Limits.blobBytes else { throw .tooLarge }
        }
    }
}

extension String {
    /// The path from the root, so that it means the same wherever a draft is saved.
    var absolutePath: String { URL(filePath: self).standardizedFileURL.path(percentEncoded: false) }
}
