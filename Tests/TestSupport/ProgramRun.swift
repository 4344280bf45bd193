public import Subprocess
import SystemPackage

/// What a program left when it ended.
public struct ProgramRun: Sendable {
    /// The exit status; -1 if a signal ended it.
    public let status: Int32
    public let output: String
    public let errors: String
}

/// Runs a program to its end.
///
/// Foundation's `Process` is not used: up to Swift 6.3 its `run()` reads past the entries of `/proc/self/fd`
/// and now and then crashes the whole test run.
///
/// - Parameters:
///   - program: its path.
///   - arguments: what follows the path.
///   - environment: all of it; nothing is inherited.
///   - input: what it reads from standard input.
/// - Returns: its status and what it printed, 4 MiB of each at most.
/// - Throws: what the system says if it cannot be started.
public func runProgram(
    _ program: String,
    _ arguments: [String],
    environment: [Environment.Key: String] = [:],
    input: String = ""
) async throws -> ProgramRun {
    let result = try await run(
        .path(FilePath(program)),
        arguments: Arguments(arguments),
        environment: .custom(environment),
        input: .string(input),
        output: .string(limit: 4 * 1_024 * 1_024),
        error: .string(limit: 4 * 1_024 * 1_024)
    )
    return ProgramRun(
        status: result.terminationStatus.exitStatus,
        output: result.standardOutput,
        errors: result.standardError
    )
}

/// Runs a Python script of the project to its end with the system's own interpreter, for which
/// Scripts/bootstrap installs what the scripts need.
///
/// - Parameters:
///   - arguments: the script's path, then its own arguments.
///   - input: what it reads from standard input.
/// - Returns: its status and what it printed.
/// - Throws: what the system says if Python cannot be started.
public func runPython(_ arguments: [String], input: String = "") async throws -> ProgramRun {
    try await runProgram(
        "/usr/bin/python3",
        arguments,
        environment: ["PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"],
        input: input
    )
}

extension TerminationStatus {
    /// The exit status; -1 if a signal ended the program.
    public var exitStatus: Int32 {
        guard case .exited(let code) = self else { return -1 }
        return code
    }
}
