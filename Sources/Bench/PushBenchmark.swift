import FieldModel
import Logging
import ServiceLifecycle
import SyncCore
import SyncServer

/// A laptop's push over HTTP on loopback to a server that stores durably and merges, both on this machine.
struct PushBenchmark {
    let folder: String
    let observations: Observations

    func run() async throws -> [Result] {
        let data = DataFolder(folder + "/server")
        let administration = try Administration(initialising: data)
        try administration.addSpace("hv-shared")
        let code = try administration.invite(
            pseudonym: "falk-07",
            spaces: ["hv-shared"],
            rights: [.write, .review]
        ).code
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
            guard let number = await iterator.next() else { return [] }
            let results = try await push(to: ServerAddress("http://127.0.0.1:\(number)"), with: code)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return results
        }
    }

    private func push(to address: ServerAddress, with code: EnrolmentCode) async throws -> [Result] {
        let replica = try Replica(at: .file(folder + "/push.sqlite"), schema: schema)
        let keys = MemoryKeys()
        let enrolment = Enrolment(replica: replica, keys: keys) { CurlTransport(to: address, trusting: $0) }
        let enrolled = try await enrolment.enrol(with: code)
        guard let space = enrolled.memberships.first?.space, let key = keys.key(for: space) else { return [] }
        for start in stride(from: 0, to: observations.edits.count, by: 1_000) {
            _ = try replica.save(Array(observations.edits[start...].prefix(1_000)), in: space)
        }
        try replica.seal(space, with: key)
        let alone = try ingestAlone(of: replica, in: space)
        let transport = CurlTransport(to: address, trusting: .systemRoots)
        let engine = SyncEngine(replica: replica, keys: keys, transport: transport)
        let start = ContinuousClock.now
        let report = await engine.sync(space)
        let seconds = Stopwatch.seconds(since: start)
        precondition(report.isComplete, "the push was refused: \(report.problems) \(report.refusals)")
        let rate = Double(observations.edits.count) / seconds
        return [
            Result(
                name: "push over HTTP, stored, merged, receipted",
                measured: rate.perSecond,
                floor: (Double(observations.edits.count) / alone).perSecond + " without HTTP",
                figure: rate,
                target: .atLeast(30_000, unit: "changes/s")
            )
        ]
    }

    /// Seconds that a server's store takes for the same segments, handed over in memory.
    private func ingestAlone(of author: Replica, in space: SpaceID) throws -> Double {
        let segments = try author.unacknowledgedSegments(of: space, countLimit: .max, byteLimit: .max)
        let trusted = try author.spaces().first { $0.id == space }?.trustedKeys ?? []
        let store = try Replica(at: .file(folder + "/alone.sqlite"), schema: schema)
        try store.addSpace(space, name: "hv-shared", trusting: trusted)
        try store.startGeneration(Generation(high: 2, low: 2), of: space)
        return try Stopwatch.seconds {
            for start in stride(from: 0, to: segments.count, by: 10) {
                let part = Array(segments[start...].prefix(10))
                _ = try store.ingest([IncomingBatch(space: space, segments: part, placement: .number)])
            }
        }
    }
}
