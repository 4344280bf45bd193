import FieldModel
import Foundation
import SyncCore

/// What was typed and not accepted, until it is mended or dropped.
struct Draft: Codable, Sendable {
    /// What was to be done with it.
    enum Content: Codable, Sendable {
        /// A record as `record --from` reads it, one line of JSON.
        case record(line: String)
        /// Assignments to fields of a record.
        case edit(kind: String, record: String, assignments: [String])
        /// The whole of a file of records that came by standard input.
        case lines(String)
    }

    /// 32 hexadecimal digits of the space.
    let space: String
    /// Milliseconds since 1970.
    let madeAt: Int64
    let content: Content
}

/// The drafts of a home folder, one file each.
struct Drafts: Sendable {
    private let folder: String

    init(in folder: String) {
        self.folder = folder
    }

    /// Keeps a draft durably, in the place of the named one if one is named.
    ///
    /// - Returns: its name, by which it is found again.
    func keep(_ draft: Draft, as name: String? = nil) throws(CommandError) -> String {
        try Home.makeFolder(folder)
        if let name {
            try file(name).write(draft)
            return name
        }
        // Two commands at once must not take one number.
        let lock = try Self.lock(folder + "/numbers")
        var number = (try names().compactMap { Int($0) }.max() ?? 0) + 1
        while access(path(of: String(number)), F_OK) == 0 { number += 1 }
        try file(String(number)).write(draft)
        _ = consume lock
        return String(number)
    }

    private static func lock(_ path: String) throws(CommandError) -> FileLock {
        do throws(PrivateFile.Failure) {
            return try PrivateFile(at: path).lock()
        } catch {
            throw CommandError(error)
        }
    }

    /// Ascending by number.
    func names() throws(CommandError) -> [String] {
        guard access(folder, F_OK) == 0 else { return [] }
        let files: [String]
        do {
            files = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw .home(path: folder, code: EACCES)
        }
        return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(".json".count)) }
            .sorted { (Int($0) ?? 0, $0) < (Int($1) ?? 0, $1) }
    }

    func draft(named name: String) throws(CommandError) -> Draft {
        let known = try names()
        guard known.contains(name), let draft = try file(name).read() else {
            throw .noDraft(name, known: known)
        }
        return draft
    }

    func remove(_ name: String) throws(CommandError) {
        guard try names().contains(name) else { throw .noDraft(name, known: try names()) }
        try file(name).remove()
    }

    private func path(of name: String) -> String { "\(folder)/\(name).json" }

    private func file(_ name: String) -> HomeFile<Draft> { HomeFile(at: path(of: name)) }
}
