import Logging
import ServiceLifecycle
import SyncCore
import SyncServer

/// A server with a store on disk, in this process, for as long as the work takes.
struct BenchServer: Sendable {
    let address: ServerAddress
    let administration: Administration

    /// Serves on loopback, without TLS.
    static func with<Result: Sendable>(
        dataIn folder: String,
        _ work: (BenchServer) async throws -> Result
    ) async throws -> Result {
        let data = DataFolder(folder)
        let administration = try Administration(initialising: data)
        try administration.addSpace("hv-shared")
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "fieldbench") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        let server = try Server(
            data,
            options: ServeOptions(port: 0, security: .none),
            logger: logger,
            onReady: { port.yield($0) }
        )
        let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: [server], logger: logger))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            guard let number = await iterator.next() else { throw CancellationError() }
            let address = try ServerAddress("http://127.0.0.1:\(number)")
            let result = try await work(BenchServer(address: address, administration: administration))
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return result
        }
    }

    /// Enrols a replica under a pseudonym.
    ///
    /// - Returns: the space.
    func enrol(_ replica: Replica, _ keys: MemoryKeys, as pseudonym: String) async throws -> SpaceID {
        let code = try administration.invite(
            pseudonym: pseudonym,
            spaces: ["hv-shared"],
            rights: [.write, .review]
        ).code
        let address = address
        let enrolment = Enrolment(replica: replica, keys: keys) { CurlTransport(to: address, trusting: $0) }
        guard let space = try await enrolment.enrol(with: code).memberships.first?.space else {
            throw CancellationError()
        }
        return space
    }
}
