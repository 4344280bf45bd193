import Foundation
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
///   - folder: where it runs; `nil` for where the tests run.
///   - input: what it reads from standard input.
/// - Returns: its status and what it printed, 4 MiB of each at most.
/// - Throws: what the system says if it cannot be started.
public func runProgram(
    _ program: String,
    _ arguments: [String],
    environment: [Environment.Key: String] = [:],
    in folder: String? = nil,
    input: String = ""
) async throws -> ProgramRun {
    let result = try await run(
        .path(FilePath(program)),
        arguments: Arguments(arguments),
        environment: .custom(environment),
        workingDirectory: folder.map { FilePath($0) },
        input: .text(input),
        output: .string(limit: 4 * 1_024 * 1_024),
        error: .string(limit: 4 * 1_024 * 1_024)
    )
    return ProgramRun(
        status: result.terminationStatus.exitStatus,
        output: result.standardOutput,
        errors: result.standardError
    )
}

/// Runs a Python script of the project to its end.
///
/// - Parameters:
///   - arguments: the script's path, then its own arguments.
///   - input: what it reads from standard input.
///   - interpreter: the system's own, for which Scripts/bootstrap installs what the scripts need, or one of
///     ``TestTools``.
/// - Returns: its status and what it printed.
/// - Throws: what the system says if Python cannot be started.
public func runPython(
    _ arguments: [String],
    input: String = "",
    interpreter: String = "/usr/bin/python3"
) async throws -> ProgramRun {
    try await runProgram(
        interpreter,
        arguments,
        environment: ["PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"],
        input: input
    )
}

extension InputProtocol where Self == FileDescriptorInput {
    /// What a program finds on its standard input, as if it were sent there from a file.
    ///
    /// Subprocess's own `string` is not used: in 1.0 it stops the whole test run if the program ends before
    /// all of it is written.
    ///
    /// - Parameter text: what can be read before the end of the file.
    /// - Returns: a file without a name, which is closed once the program has begun.
    /// - Throws: `Errno` if it cannot be made.
    public static func text(_ text: String) throws -> FileDescriptorInput {
        let file = try temporaryFile()
        do {
            try file.writeAll(text.utf8)
            _ = try file.seek(offset: 0, from: FileDescriptor.SeekOrigin.start)
        } catch {
            try? file.close()
            throw error
        }
        return .fileDescriptor(file, closeAfterSpawningProcess: true)
    }
}

/// A new file that has no name any more.
private func temporaryFile() throws -> FileDescriptor {
    let path = NSTemporaryDirectory() + "faltbild-input-" + UUID().uuidString
    let file = try FileDescriptor.open(
        FilePath(path),
        .readWrite,
        options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: .ownerReadWrite
    )
    unlink(path)
    return file
}

extension TerminationStatus {
    /// The exit status; -1 if a signal ended the program.
    public var exitStatus: Int32 {
        guard case .exited(let code) = self else { return -1 }
        return code
    }
}
