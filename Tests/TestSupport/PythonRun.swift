import Subprocess
import SystemPackage

/// What a Python script left when it ended.
public struct PythonRun: Sendable {
    /// The exit status; -1 if a signal ended it.
    public let status: Int32
    public let output: String
    public let errors: String
}

/// Runs a script of the project to its end with the system's own Python, for which Scripts/bootstrap installs
/// what the scripts need.
///
/// Foundation's `Process` is not used: up to Swift 6.3 its `run()` reads past the entries of `/proc/self/fd`
/// and now and then crashes the whole test run.
///
/// - Parameters:
///   - arguments: the script's path, then its own arguments.
///   - input: what it reads from standard input.
/// - Returns: its status and what it printed, 4 MiB of each at most.
/// - Throws: what the system says if Python cannot be started.
public func runPython(_ arguments: [String], input: String = "") async throws -> PythonRun {
    let result = try await run(
        .path("/usr/bin/python3"),
        arguments: Arguments(arguments),
        environment: .custom(["PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"]),
        input: .string(input),
        output: .string(limit: 4 * 1_024 * 1_024),
        error: .string(limit: 4 * 1_024 * 1_024)
    )
    var status: Int32 = -1
    if case .exited(let code) = result.terminationStatus { status = code }
    return PythonRun(status: status, output: result.standardOutput, errors: result.standardError)
}
