import Glibc
import SwiftProtobuf
import SyncCore

/// A plain copy of the control logs' segments, beside the server's key and outside of databases and backups.
///
/// A redaction and the end of a membership are here, durably, before the database commits them: a server that
/// is put back to an old backup takes them in again before it serves. The file is a stream of `Segment`
/// messages, each after its length; what was not written to its end does not count.
struct Ledger: Sendable {
    private let path: String

    init(at path: String) {
        self.path = path
    }

    var exists: Bool { access(path, F_OK) == 0 }

    /// Adds segments durably.
    ///
    /// - Throws: ``StoreError/diskFull(path:)`` or ``StoreError/readOnly(path:)``, and nothing was added that
    ///   counts.
    func append(_ segments: [Segment]) throws(StoreError) {
        guard !segments.isEmpty else { return }
        let bytes = try Self.encoded(segments)
        try alone { folder throws(StoreError) in
            let isNew = !exists
            let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard file >= 0 else { throw failure }
            defer { close(file) }
            let end = try content().end
            guard ftruncate(file, off_t(end)) == 0, lseek(file, off_t(end), SEEK_SET) >= 0,
                bytes.withUnsafeBytes({ write(file, $0.baseAddress, $0.count) }) == bytes.count,
                fsync(file) == 0
            else { throw failure }
            guard !isNew || fsync(folder) == 0 else { throw failure }
        }
    }

    /// Puts copies in the place of segments of which the ledger still has what was erased since.
    ///
    /// - Throws: ``StoreError/diskFull(path:)`` or ``StoreError/readOnly(path:)``, and nothing has changed.
    func eraseWhatIsGone(from copies: [Segment]) throws(StoreError) {
        let bodies = Dictionary(copies.map { ($0.id, $0) }) { first, _ in first }
        try alone { _ throws(StoreError) in
            let kept = try segments()
            let erased = kept.map { bodies[$0.id] ?? $0 }
            guard erased != kept else { return }
            do {
                try PrivateFile(at: path).replace(by: Self.encoded(erased))
            } catch {
                throw failure
            }
        }
    }

    /// All of them, in the order in which they were written.
    ///
    /// - Throws: ``StoreError/damaged(detail:)`` if a message is no segment.
    func segments() throws(StoreError) -> [Segment] { try content().segments }

    private func content() throws(StoreError) -> (segments: [Segment], end: Int) {
        guard let bytes = PrivateFile.read(path) else { return ([], 0) }
        var reader = DelimitedReader(limit: Limits.messageBytes)
        reader.append(bytes)
        var segments: [Segment] = []
        var end = 0
        do {
            while let message = try reader.next() {
                segments.append(try Segment(decoding: message))
                end += message.count + Self.prefixBytes(of: message.count)
            }
        } catch {
            throw StoreError.damaged(detail: "the ledger beside the key cannot be read: \(path)")
        }
        return (segments, end)
    }

    private static func encoded(_ segments: [Segment]) throws(StoreError) -> [UInt8] {
        var writer = DelimitedWriter()
        do {
            for segment in segments { try writer.append(segment.wire) }
        } catch {
            throw .damaged(detail: "a segment cannot be encoded")
        }
        return writer.take()
    }

    /// Bytes of a length as a varint.
    private static func prefixBytes(of length: Int) -> Int {
        max(1, (Int.bitWidth - length.leadingZeroBitCount + 6) / 7)
    }

    /// Runs `body` with the ledger's folder while nobody else changes the ledger: the server and the
    /// administrator's commands may both be about to.
    ///
    /// The folder carries the lock, since the file itself is another one after it was replaced.
    private func alone(_ body: (_ folder: Int32) throws(StoreError) -> Void) throws(StoreError) {
        let slash = path.lastIndex(of: "/")
        let folder = open(slash.map { String(path[...$0]) } ?? ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure }
        defer { close(folder) }
        guard flock(folder, LOCK_EX) == 0 else { throw failure }
        try body(folder)
    }

    private var failure: StoreError {
        errno == ENOSPC || errno == EDQUOT ? .diskFull(path: path) : .readOnly(path: path)
    }
}
