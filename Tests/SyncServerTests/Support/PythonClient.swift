import Foundation

/// The client in Examples/python-client, as a process.
struct PythonClient: Sendable {
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let errors: String

        /// One record a line.
        var records: [[String: Any]] {
            get throws {
                try output.split(separator: "\n").map { line in
                    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
                }
            }
        }
    }

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
    func run(code: String = "") async throws -> Outcome {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let output = try file("output")
        let errors = try file("errors")
        let process = Process()
        process.executableURL = Self.interpreter
        process.arguments = [Self.script.path, server, "--state", folder.appending(path: "state").path]
        process.environment = ["PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"]
        process.standardOutput = output
        process.standardError = errors
        let input = Pipe()
        process.standardInput = input
        let status: Int32 = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
                try input.fileHandleForWriting.write(contentsOf: Data((code + "\n").utf8))
                try input.fileHandleForWriting.close()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
        return Outcome(status: status, output: try text("output"), errors: try text("errors"))
    }

    private func file(_ name: String) throws -> FileHandle {
        let path = folder.appending(path: name)
        try Data().write(to: path)
        return try FileHandle(forWritingTo: path)
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    /// The system's own, for which Scripts/bootstrap installs what the client needs.
    private static let interpreter = URL(filePath: "/usr/bin/python3")

    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Examples/python-client/client.py")
}
