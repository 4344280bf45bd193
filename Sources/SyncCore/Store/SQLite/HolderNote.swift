import Foundation

/// A note beside the store that names the program which has it open.
///
/// Another one that waits in vain can say for whom. The note guards nothing: SQLite's own locks do.
struct HolderNote: Sendable {
    private let path: String
    private let own: String

    init(besideStoreAt path: String) {
        self.path = path + "-holder"
        own = "\(ProcessInfo.processInfo.processIdentifier) \(ProcessInfo.processInfo.processName)"
    }

    /// Writes the note, unless another program's stands there.
    ///
    /// Best effort: a store in a folder that cannot be written has none.
    func claim() {
        guard otherHolder == nil else { return }
        _ = FileManager.default.createFile(atPath: path, contents: Data(own.utf8))
    }

    func remove() {
        guard text == own else { return }
        // A note left behind does no harm: its process is gone, and `otherHolder` sees that.
        _ = try? FileManager.default.removeItem(atPath: path)
    }

    /// The program and process that has the store open, if it is another one and still runs.
    var otherHolder: String? {
        guard let text, text != own, let process = text.split(separator: " ").first.flatMap({ pid_t($0) }),
            kill(process, 0) == 0 || errno == EPERM
        else { return nil }
        return text.drop { $0 != " " }.dropFirst() + " (\(process))"
    }

    private var text: String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
