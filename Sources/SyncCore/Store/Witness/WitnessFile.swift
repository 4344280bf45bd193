import Foundation
import Glibc

/// The witness beside a store's file: notes that are added and fsynced after each commit that reaches a new
/// place.
///
/// A note that is lost makes the witness older than the store, which does no harm. A store that is older than
/// its witness, or that has none, is a copy.
struct WitnessFile: Sendable {
    /// Bytes beyond which the notes are written anew, each place once.
    private static let limit = 64 * 1_024

    private let path: String

    init(besideStoreAt path: String) {
        self.path = path + "-witness"
    }

    func read() -> Witness {
        var witness = Witness()
        guard let data = FileManager.default.contents(atPath: path) else { return witness }
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            if let note = Witness.Note(line: line) { witness.take(note) }
        }
        return witness
    }

    /// Adds notes durably; on a full disk, or one that cannot be written, none.
    func add(_ notes: [Witness.Note]) {
        guard !notes.isEmpty else { return }
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return }
        defer { close(file) }
        // Behind a line that was not written to its end, a new line begins.
        let text = Array(("\n" + notes.map(\.line).joined()).utf8)
        guard text.withUnsafeBytes({ write(file, $0.baseAddress, $0.count) }) == text.count else { return }
        fdatasync(file)
        if lseek(file, 0, SEEK_END) > Self.limit { rewrite() }
    }

    private func rewrite() {
        let bytes = Array(read().notes.map(\.line).joined().utf8)
        // The longer file serves as well.
        _ = try? PrivateFile(at: path).replace(by: bytes)
    }
}
