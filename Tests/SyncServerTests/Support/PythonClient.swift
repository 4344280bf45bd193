import Foundation
import TestSupport

/// The client in Examples/python-client, as a process.
struct PythonClient: Sendable {
    /// Where it keeps its keys and what it pulled.
    let folder: URL
    let server: String

    /// - Parameters:
    ///   - folder: a folder of the test's own.
    ///   - server: the address.
    init(in folder: String, server: String) {
        self.folder = URL(filePath: folder).appending(path: "python-client")
        self.server = server
    }

    /// Runs it to its end; the code goes in by standard input.
    func run(code: String = "") async throws -> ProgramRun {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let state = folder.appending(path: "state").path
        return try await runPython([Self.script.path, server, "--state", state], input: code + "\n")
    }

    /// Runs the script that checks the golden vectors of the present format version.
    static func checkVectors() async throws -> ProgramRun {
        let vectors = root.appending(path: "Tests/SyncCoreTests/Fixtures/format-1").path
        return try await runPython([
            root.appending(path: "Examples/python-client/check_vectors.py").path, vectors,
        ])
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    private static let script = root.appending(path: "Examples/python-client/client.py")
}

extension ProgramRun {
    /// The records that it printed, one a line.
    var records: [[String: Any]] {
        get throws {
            try output.split(separator: "\n").map { line in
                try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
            }
        }
    }
}
