import Foundation
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// A home of the built `field`, whose commands may be killed.
struct KilledLaptop: Sendable {
    let home: String
    var environment: [Environment.Key: String] = [:]
    /// What the home lies on, where it may lose power.
    var disk: ForgetfulDisk?

    /// Runs one command to its end.
    func command(_ arguments: [String], input: String = "") async throws -> ProgramRun {
        try await runProgram(
            BuiltPrograms.field,
            whole(arguments),
            environment: wholeEnvironment,
            input: input
        )
    }

    /// Starts one command and kills it after a while.
    ///
    /// - Returns: whether it had ended well before.
    /// - Throws: what the system says if it cannot be started.
    func command(_ arguments: [String], input: String = "", killedAfter delay: Duration) async throws -> Bool
    {
        let result = try await run(
            .path(FilePath(BuiltPrograms.field)),
            arguments: Arguments(whole(arguments)),
            environment: .custom(wholeEnvironment),
            input: .text(input),
            output: .discarded,
            error: .discarded
        ) { execution in
            try await Task.sleep(for: delay)
            // One that has ended is waited for after this: its number is still its own.
            try execution.send(signal: .kill)
        }
        return result.terminationStatus == .exited(0)
    }

    /// The JSON lines that a command prints; it must end well.
    func lines(
        _ arguments: String...,
        location: SourceLocation = #_sourceLocation
    ) async throws -> [[String: Any]] {
        let run = try await command(arguments + ["--json"])
        try #require(run.status == 0, "\(arguments): \(run.errors)", sourceLocation: location)
        return try run.jsonLines
    }

    private var wholeEnvironment: [Environment.Key: String] {
        environment.merging(disk?.environment ?? [:]) { $1 }
    }

    private func whole(_ arguments: [String]) -> [String] {
        arguments + ["--home", home, "--lang", "en"]
    }
}

extension ProgramRun {
    /// What was printed, a JSON object a line.
    var jsonLines: [[String: Any]] {
        get throws {
            try output.split(separator: "\n").map { line in
                let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
                return try #require(object as? [String: Any], "\(line)")
            }
        }
    }
}
