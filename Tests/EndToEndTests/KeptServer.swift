import Foundation
import Glibc
import Subprocess
import Synchronization
import SystemPackage
import TestSupport

/// The built `field-server` under a keeper that starts it again on the same port whenever it ends, as a
/// service manager does.
final class KeptServer: Sendable {
    enum Failure: Error {
        /// It ended by itself, with this status.
        case ended(Int32)
        case notReady
    }

    private struct State {
        /// Of the running server; a process that has ended keeps it until the keeper has taken note.
        var process: pid_t?
        var port = 0
        var isStopping = false
        /// What the servers that were asked to end ended with.
        var statuses: [Int32] = []
    }

    let folder: String

    private let extraArguments: [String]
    /// What the folder lies on, where it may lose power.
    private let disk: ForgetfulDisk?
    private let cuts: Mutex<SeededGenerator>
    private let state = Mutex(State())
    private let addresses: AsyncStream<String>
    private let announce: AsyncStream<String>.Continuation

    init(folder: String, extraArguments: [String] = [], disk: ForgetfulDisk? = nil, seed: UInt64 = 0) {
        self.folder = folder
        self.disk = disk
        cuts = Mutex(SeededGenerator(seed: seed))
        self.extraArguments = extraArguments
        (addresses, announce) = AsyncStream.makeStream()
    }

    /// Runs a server while the body runs, and starts it again whenever the body has ended it.
    ///
    /// With a disk, each kill is a power cut.
    ///
    /// - Returns: what the servers ended with that SIGTERM ended; 0 is well.
    static func with(
        folder: String,
        extraArguments: [String] = [],
        disk: ForgetfulDisk? = nil,
        seed: UInt64 = 0,
        _ body: (KeptServer, _ address: String) async throws -> Void
    ) async throws -> [Int32] {
        let server = KeptServer(folder: folder, extraArguments: extraArguments, disk: disk, seed: seed)
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await server.keep() }
            do {
                try await body(server, server.ready())
            } catch {
                server.stop()
                throw error
            }
            server.stop()
            try await tasks.waitForAll()
            return server.state.withLock(\.statuses)
        }
    }

    /// Runs one command of the administrator to its end.
    func command(_ arguments: String...) async throws -> ProgramRun {
        try await runProgram(BuiltPrograms.server, arguments + ["--data", folder, "--lang", "en"])
    }

    /// Waits until the server that was started last accepts connections.
    ///
    /// - Returns: its address.
    /// - Throws: ``Failure/notReady`` if it ended instead.
    @discardableResult
    func ready() async throws -> String {
        for await address in addresses { return address }
        throw Failure.notReady
    }

    /// Ends the running server at once, in the middle of whatever it does.
    func kill() { send(SIGKILL) }

    /// Asks the running server to end as a service manager does.
    func terminate() { send(SIGTERM) }

    private func stop() {
        state.withLock { $0.isStopping = true }
        terminate()
    }

    private func send(_ signal: Int32) {
        state.withLock { state in
            if let process = state.process { _ = Glibc.kill(process, signal) }
        }
    }

    private func keep() async throws {
        defer { announce.finish() }
        while !state.withLock(\.isStopping) {
            let status = try await serve()
            switch status {
            case .signaled: try cuts.withLock { _ = try disk?.cutPower(&$0) }
            case .exited(0): state.withLock { $0.statuses.append(0) }
            case .exited(let code): throw Failure.ended(code)
            }
        }
    }

    private func serve() async throws -> TerminationStatus {
        let port = state.withLock(\.port)
        let arguments = ["serve", "--port", "\(port)", "--data", folder, "--lang", "en"] + extraArguments
        return try await run(
            .path(FilePath(BuiltPrograms.server)),
            arguments: Arguments(arguments),
            environment: .custom(disk?.environment ?? [:]),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            let isStopping = state.withLock { state in
                state.process = execution.processIdentifier.value
                return state.isStopping
            }
            // The process is waited for after this, so until then its number is nobody else's.
            defer { state.withLock { $0.process = nil } }
            if isStopping { try execution.send(signal: .terminate) }
            for try await line in execution.standardOutput.strings() {
                guard let match = line.firstMatch(of: /https:\/\/[^ ]*:([0-9]+)/) else { continue }
                state.withLock { $0.port = Int(match.output.1) ?? 0 }
                announce.yield(String(match.output.0))
            }
        }.terminationStatus
    }
}

/// Where the built programs lie: beside the tests.
enum BuiltPrograms {
    static let server = path("field-server")
    static let field = path("field")

    private static func path(_ name: String) -> String {
        Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: name)
            .path() ?? name
    }
}
