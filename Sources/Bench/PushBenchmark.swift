import FieldModel
import SyncCore

/// A laptop's push over HTTP on loopback to a server that stores durably and merges, both on this machine.
struct PushBenchmark {
    let folder: String
    let observations: Observations

    func run() async throws -> [Result] {
        try await BenchServer.with(dataIn: folder + "/server") { [try await push(to: $0)] }
    }

    private func push(to server: BenchServer) async throws -> Result {
        let replica = try Replica(at: .file(folder + "/push.sqlite"), schema: schema)
        let keys = MemoryKeys()
        let space = try await server.enrol(replica, keys, as: "falk-07")
        guard let key = keys.key(for: space) else { throw CancellationError() }
        for start in stride(from: 0, to: observations.edits.count, by: 1_000) {
            _ = try replica.save(Array(observations.edits[start...].prefix(1_000)), in: space)
        }
        try replica.seal(space, with: key)
        let alone = try ingestAlone(of: replica, in: space)
        let transport = CurlTransport(to: server.address, trusting: .systemRoots)
        let engine = SyncEngine(replica: replica, keys: keys, transport: transport)
        let start = ContinuousClock.now
        let report = await engine.sync(space)
        let seconds = Stopwatch.seconds(since: start)
        precondition(report.isComplete, "the push was refused: \(report.problems) \(report.refusals)")
        let rate = Double(observations.edits.count) / seconds
        return Result(
            name: "push over HTTP, stored, merged, receipted",
            measured: rate.perSecond,
            floor: (Double(observations.edits.count) / alone).perSecond + " without HTTP",
            figure: rate,
            target: .atLeast(30_000, unit: "changes/s")
        )
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
