import Foundation
import Subprocess
import SystemPackage
import TestSupport

/// A real OpenID Connect provider, in a process of its own.
struct RealProvider: Sendable {
    let address: String
    /// The file with the secret of its client.
    let secretFile: String

    /// Runs provider.py until the body ends.
    ///
    /// - Parameters:
    ///   - folder: for its database.
    ///   - redirect: where it sends browsers back to.
    ///   - body: what needs it.
    /// - Throws: what the body throws, or why it cannot be started.
    static func with(
        in folder: String,
        redirect: String,
        _ body: (RealProvider) async throws -> Void
    ) async throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "provider.py").path
        _ = try await run(
            .path(FilePath(try TestTools.path("bin/python3"))),
            arguments: [script, folder, redirect],
            environment: .custom(["PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"]),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            for try await line in execution.standardOutput.strings() where line.hasPrefix("http") {
                let address = line.trimmingCharacters(in: .whitespacesAndNewlines)
                do {
                    try await body(RealProvider(address: address, secretFile: folder + "/secret"))
                } catch {
                    try execution.send(signal: .terminate)
                    throw error
                }
                try execution.send(signal: .terminate)
            }
        }
    }
}
