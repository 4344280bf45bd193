import Foundation
import Logging
import ServiceLifecycle
import SyncCore
import Synchronization

@testable import SyncServer

/// A running server on loopback, in a folder of its own.
struct TestServer: Sendable {
    let folder: DataFolder
    let clock: TestClock
    let administration: Administration
    let port: Int
    let address: ServerAddress
    let trust: ServerTrust
    let log: LogCollector

    var transport: CurlTransport { CurlTransport(to: address, trusting: trust) }

    /// A device that has enrolled in the spaces, invited under a pseudonym.
    func device(
        _ pseudonym: String,
        in spaces: [String],
        rights: Rights = [.write, .review]
    ) async throws -> TestDevice {
        let invitation = try administration.invite(pseudonym: pseudonym, spaces: spaces, rights: rights)
        var device = try TestDevice(server: self)
        try await device.enrol(invitation.code)
        return device
    }
}

extension TestServer {
    /// The server of a folder that listens at a port.
    fileprivate init(
        in folder: DataFolder,
        at port: Int,
        clock: TestClock,
        security: ServeOptions.Security,
        log: LogCollector
    ) throws {
        let isPlain = security == .none
        self.init(
            folder: folder,
            clock: clock,
            administration: try Administration(folder, surroundings: clock.surroundings),
            port: port,
            address: try ServerAddress("\(isPlain ? "http" : "https")://127.0.0.1:\(port)"),
            trust: isPlain
                ? .systemRoots : .pinned(try String(contentsOfFile: folder.authority, encoding: .utf8)),
            log: log
        )
    }
}

extension ScryptCost {
    /// A hundredth of a second, also without optimisation.
    static let least = ScryptCost(roundsExponent: 8, blockSize: 8, parallelism: 1)
}

/// What a server under test writes to its log.
final class LogCollector: Sendable {
    private let bytes = Mutex<[UInt8]>([])

    var text: String { bytes.withLock { String(decoding: $0, as: UTF8.self) } }

    func logger(_ clock: TestClock) -> Logger {
        Logger(label: "test") { label in
            JSONLogHandler(label: label, now: { clock.now }) { line in self.bytes.withLock { $0 += line } }
        }
    }
}

/// Makes a folder that is gone afterwards.
func withFolder<Result>(_ body: (DataFolder) async throws -> Result) async throws -> Result {
    let path = NSTemporaryDirectory() + "faltbild-server-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(DataFolder(path))
}

/// Runs a server with the spaces `hv-shared` and `hv-police`, then shuts it down gracefully.
func withServer(
    security: ServeOptions.Security = .none,
    limits: RateLimits = RateLimits(),
    budget: PushBudget = PushBudget(),
    _ body: (TestServer) async throws -> Void
) async throws {
    try await withFolder { folder in
        let clock = TestClock()
        let administration = try Administration(initialising: folder, surroundings: clock.surroundings)
        try administration.addSpace("hv-shared")
        try administration.addSpace("hv-police")
        try await withServer(
            in: folder,
            clock: clock,
            security: security,
            limits: limits,
            budget: budget,
            body
        )
    }
}

/// Runs a server as ``withServer(security:limits:budget:_:)`` does, over TLS with its own authority.
///
/// Its clock begins at the machine's, since TLS looks at that one.
func withSecureServer(_ body: (TestServer) async throws -> Void) async throws {
    try await withFolder { folder in
        let clock = TestClock(milliseconds: Surroundings.system.wallMilliseconds())
        let administration = try Administration(initialising: folder, surroundings: clock.surroundings)
        for space in ["hv-shared", "hv-police"] { try administration.addSpace(space) }
        try await withServer(in: folder, clock: clock, security: .ownAuthority(hosts: []), body)
    }
}

/// Runs a server in a folder that is initialised already.
func withServer(
    in folder: DataFolder,
    clock: TestClock,
    security: ServeOptions.Security = .none,
    limits: RateLimits = RateLimits(),
    budget: PushBudget = PushBudget(),
    _ body: (TestServer) async throws -> Void
) async throws {
    let log = LogCollector()
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let server = try Server(
        folder,
        options: ServeOptions(host: "127.0.0.1", port: 0, security: security),
        limits: limits,
        budget: budget,
        passwordCost: .least,
        logger: log.logger(clock),
        surroundings: clock.surroundings,
        onReady: { port.yield($0) }
    )
    let group = ServiceGroup(
        configuration: ServiceGroupConfiguration(services: [server], logger: log.logger(clock))
    )
    try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask {
            defer { port.finish() }
            try await group.run()
        }
        var iterator = ports.makeAsyncIterator()
        guard let number = await iterator.next() else {
            try await tasks.waitForAll()
            return
        }
        let running = try TestServer(in: folder, at: number, clock: clock, security: security, log: log)
        let result = await Result { try await body(running) }
        await group.triggerGracefulShutdown()
        try result.get()
        try await tasks.waitForAll()
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do {
            self = .success(try await body())
        } catch {
            self = .failure(error)
        }
    }
}
