import Foundation
import SyncCore

/// The folder in which a person's records, keys, drafts and running walks lie; nobody else's.
struct Home: Sendable {
    let path: String

    /// The folder that was named, else `FIELD_HOME`, else `XDG_DATA_HOME/faltbild`, else
    /// `~/.local/share/faltbild`.
    init(_ named: String?, environment: [String: String] = ProcessInfo.processInfo.environment) {
        func set(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        path =
            named ?? set("FIELD_HOME") ?? set("XDG_DATA_HOME").map { $0 + "/faltbild" }
            ?? (set("HOME") ?? Self.accountFolder) + "/.local/share/faltbild"
    }

    /// Where the account lives, if the environment does not say.
    private static var accountFolder: String { FileManager.default.homeDirectoryForCurrentUser.path() }

    var store: String { path + "/store.sqlite" }
    var keys: KeyFile { KeyFile(at: path + "/keys") }
    var tokens: TokenFile { TokenFile(at: path + "/tokens") }
    var enrolments: HomeFile<Enrolments> { HomeFile(at: path + "/enrolments.json") }
    var runningWalks: HomeFile<RunningWalks> { HomeFile(at: path + "/walks.json") }
    var peers: HomeFile<PeerMemory> { HomeFile(at: path + "/peers.json") }
    var drafts: Drafts { Drafts(in: path + "/drafts") }

    /// Makes the folder, for its owner alone; one that is there stays as it is.
    func prepare() throws(CommandError) { try Self.makeFolder(path) }

    /// Makes a folder, and those above it that are not there.
    static func makeFolder(_ path: String) throws(CommandError) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        let code = errno
        guard code == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw .home(path: path, code: code)
        }
        try makeFolder(String(path[..<slash]))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .home(path: path, code: errno) }
    }
}
