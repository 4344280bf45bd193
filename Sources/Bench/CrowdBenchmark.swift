import FieldModel
import Foundation
import SyncCore
import Synchronization

/// Two hundred laptops that come back to the office at once: each pushes what it has over a connection of
/// its own.
struct CrowdBenchmark {
    let folder: String

    private static let laptops = 200
    private static let changes = 50

    func run() async throws -> [Result] {
        try await BenchServer.with(dataIn: folder + "/crowd") { server in
            let observations = Observations(count: Self.laptops * Self.changes, seed: 11)
            var crowd: [Laptop] = []
            for number in 0..<Self.laptops {
                let laptop = try await Laptop(number, at: server)
                let start = number * Self.changes
                let edits = Array(observations.edits[start..<start + Self.changes])
                _ = await laptop.engine.sync(laptop.space)
                _ = try laptop.replica.save(edits, in: laptop.space)
                laptop.transport.stopPulling()
                crowd.append(laptop)
            }
            return [try await Self.push(crowd)]
        }
    }

    private static func push(_ crowd: [Laptop]) async throws -> Result {
        let start = ContinuousClock.now
        let reports = await withTaskGroup(of: SyncReport.self) { tasks in
            for laptop in crowd { tasks.addTask { await laptop.engine.sync(laptop.space) } }
            return await tasks.reduce(into: []) { $0.append($1) }
        }
        let whole = Stopwatch.seconds(since: start)
        let refused = reports.filter { !$0.refusals.isEmpty || $0.unsentChanges > 0 }
        precondition(refused.isEmpty, "\(refused.count) of \(crowd.count) were not acknowledged")
        let seconds = crowd.flatMap(\.transport.pushes).sorted()
        let slowest = seconds[min(seconds.count - 1, seconds.count * 99 / 100)]
        return Result(
            name: "\(laptops) connections push \(changes) changes each at once, p99",
            measured: String(format: "%.2f s", slowest),
            floor: String(format: "%.2f s until the last receipt", whole),
            figure: slowest,
            target: .atMost(2, unit: "s")
        )
    }
}

/// One of the crowd, with a store in memory: the server's disk is what is measured.
private struct Laptop: Sendable {
    let replica: Replica
    let space: SpaceID
    let transport: TimedTransport
    let engine: SyncEngine

    init(_ number: Int, at server: BenchServer) async throws {
        let keys = MemoryKeys()
        replica = try Replica(at: .memory, schema: schema)
        space = try await server.enrol(replica, keys, as: "fågel-\(number)")
        transport = TimedTransport(over: CurlTransport(to: server.address, trusting: .systemRoots))
        engine = SyncEngine(replica: replica, keys: keys, transport: transport)
    }
}

/// Notes how long each push takes, from the request to the last receipt.
private final class TimedTransport: Transport {
    private let transport: CurlTransport
    private let seconds = Mutex<[Double]>([])
    private let isPushing = Mutex(false)

    init(over transport: CurlTransport) {
        self.transport = transport
    }

    /// From now on nothing is asked for but what a push needs.
    func stopPulling() { isPushing.withLock { $0 = true } }

    var pushes: [Double] { seconds.withLock(\.self) }

    func send<Receiver: ResponseReceiver>(
        _ request: HTTPRequest,
        into receiver: Receiver
    ) async -> Delivery<Receiver> {
        guard request.method == .post || !isPushing.withLock(\.self) else {
            return Delivery(receiver: receiver, result: .failure(.answerTooLarge(limit: 0)))
        }
        let start = ContinuousClock.now
        let delivery = await transport.send(request, into: receiver)
        if request.method == .post, request.target.hasSuffix("/segments") {
            seconds.withLock { $0.append(Stopwatch.seconds(since: start)) }
        }
        return delivery
    }
}
