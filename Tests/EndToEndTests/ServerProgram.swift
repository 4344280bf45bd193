import Foundation
import Subprocess
import SystemPackage
import TestSupport

/// The built `field-server` with a data folder of its own, that other users could look into before it came.
struct ServerProgram: Sendable {
    let folder: String

    private static let path =
        Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "field-server").path() ?? "field-server"

    /// Makes the folder, and takes it away afterwards.
    static func with<Result>(_ body: (ServerProgram) async throws -> Result) async throws -> Result {
        let folder = NSTemporaryDirectory() + "faltbild-program-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o755]
        )
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try await body(ServerProgram(folder: folder))
    }

    /// Runs one command to its end; `input` is what it reads from standard input.
    func command(
        _ arguments: String...,
        language: String = "en",
        input: String = ""
    ) async throws -> ProgramRun {
        try await command(arguments, language: language, input: input)
    }

    func command(
        _ arguments: [String],
        language: String = "en",
        input: String = ""
    ) async throws -> ProgramRun {
        let common = ["--data", folder, "--lang", language]
        return try await runProgram(Self.path, arguments + common, input: input)
    }

    /// Serves on a free port until the body ends, then asks it to stop as a service manager does.
    ///
    /// - Parameter body: is given the address that the program printed.
    /// - Returns: the exit status.
    /// - Throws: what the body throws, or why the program cannot be started.
    func serve(_ body: (_ address: String) async throws -> Void) async throws -> Int32 {
        let result = try await run(
            .path(FilePath(Self.path)),
            arguments: ["serve", "--port", "0", "--data", folder, "--lang", "en"],
            environment: .custom([:]),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            for try await line in execution.standardOutput.strings() {
                guard let start = line.firstRange(of: "https://")?.lowerBound else { continue }
                let address = line[start...].prefix { !$0.isWhitespace }
                do {
                    try await body(String(address.hasSuffix(".") ? address.dropLast() : address))
                } catch {
                    try execution.send(signal: .terminate)
                    throw error
                }
                try execution.send(signal: .terminate)
            }
        }
        return result.terminationStatus.exitStatus
    }

    /// The names of its files that other users may read or write.
    func openFiles() throws -> [String] {
        let manager = FileManager.default
        return try manager.subpathsOfDirectory(atPath: folder).filter { name in
            let attributes = try manager.attributesOfItem(atPath: folder + "/" + name)
            return ((attributes[.posixPermissions] as? Int) ?? 0o777) & 0o077 != 0
        }
    }
}
