import Foundation
import SyncCore

/// One small JSON file of the home folder, replaced as a whole.
struct HomeFile<Content: Codable & Sendable>: Sendable {
    private let path: String
    private let file: PrivateFile

    init(at path: String) {
        self.path = path
        file = PrivateFile(at: path)
    }

    /// `nil` if there is none.
    func read() throws(CommandError) -> Content? {
        let bytes: [UInt8]?
        do throws(PrivateFile.Failure) {
            bytes = try file.read(limit: Self.byteLimit)
        } catch {
            throw CommandError(error)
        }
        guard let bytes else { return nil }
        guard let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)) else {
            throw .homeDamaged(path: path)
        }
        return content
    }

    func write(_ content: Content) throws(CommandError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(content) else { throw .homeDamaged(path: path) }
        do throws(PrivateFile.Failure) {
            try file.replace(by: Array(data) + Array("\n".utf8))
        } catch {
            throw CommandError(error)
        }
    }

    func remove() throws(CommandError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .home(path: path, code: errno) }
    }

    /// Bytes of such a file: a draft of the largest file that `record --from` takes, and room.
    private static var byteLimit: Int { 64 * 1_024 * 1_024 }
}

extension CommandError {
    init(_ failure: PrivateFile.Failure) {
        switch failure {
        case .system(let path, let code): self = .home(path: path, code: code)
        case .notPrivate(let path): self = .homeNotPrivate(path: path)
        case .tooLarge(let path): self = .homeDamaged(path: path)
        }
    }
}
