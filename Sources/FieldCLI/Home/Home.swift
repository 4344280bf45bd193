import Foundation
import SyncCore

/// The folder in which a person's records, keys, drafts and running walk lie; nobody else's.
struct Home: Sendable {
    let path: String

    /// The folder that was named, else `FIELD_HOME`, else `XDG_DATA_HOME/faltbild`, else
    /// `~/.local/share/faltbild`.
    init(_ named: String?, environment: [String: String] = ProcessInfo.processInfo.environment) {
        func set(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        path =
            named ?? set("FIELD_HOME") ?? set("XDG_DATA_HOME").map { $0 + "/faltbild" }
            ?? (set("HOME") ?? ".") + "/.local/share/faltbild"
    }

    var store: String { path + "/store.sqlite" }
    var keys: KeyFile { KeyFile(at: path + "/keys") }
    var tokens: TokenFile { TokenFile(at: path + "/tokens") }
    var enrolments: HomeFile<Enrolments> { HomeFile(at: path + "/enrolments.json") }
    var runningWalk: HomeFile<RunningWalk> { HomeFile(at: path + "/walk.json") }
    var drafts: Drafts { Drafts(in: path + "/drafts") }

    /// Makes the folder, for its owner alone; one that is there stays as it is.
    func prepare() throws(CommandError) { try Self.makeFolder(path) }

    static func makeFolder(_ path: String) throws(CommandError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw .home(path: path, code: errno == 0 ? EACCES : errno)
        }
    }
}
