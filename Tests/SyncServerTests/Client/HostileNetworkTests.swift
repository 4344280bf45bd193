import SyncCore
import TestSupport
import Testing

@testable import SyncServer

/// A laptop and a server with a bad network between them: sockets, libcurl and the server's own loop.
struct HostileNetworkTests {
    private static let photo = [UInt8](repeating: 0x5A, count: 20_000)

    /// Records in two segments, so that the first may arrive without the second.
    ///
    /// A photo goes with the last of them.
    private func write(on laptop: Laptop) throws {
        for number in UInt64(0)..<30 { try laptop.record("från fältet \(number)", in: number) }
        try laptop.seal()
        for number in UInt64(20)..<50 { try laptop.record("rättat \(number)", in: number) }
        _ = try laptop.replica.save([.photo(Self.photo, of: 60)], in: laptop.space, with: [Self.photo])
    }

    /// Syncs through the weather, then without; a server that is silent for so long is given up.
    ///
    /// - Returns: what the person reads of the first sync.
    @discardableResult
    private func sync(
        through weather: HostileRelay.Weather,
        connections: Int = .max,
        silence: Duration = .seconds(20),
        with server: TestServer
    ) async throws -> SyncReport {
        let folder = try TestFolder()
        let laptop = try await Laptop("Räv", with: server, at: .file(folder.file("store.sqlite")))
        let other = try await Laptop("Örn", with: server)
        try write(on: laptop)
        try other.record("från örnen", in: 1)
        #expect(await other.sync().isComplete)

        let relay = try HostileRelay(to: server.port, weather, connections: connections)
        defer { relay.stop() }
        let engine = SyncEngine(
            replica: laptop.replica,
            keys: laptop.keys,
            transport: CurlTransport(
                to: try ServerAddress("http://127.0.0.1:\(relay.port)"),
                trusting: server.trust,
                patience: TransportPatience(silence: silence)
            ),
            surroundings: server.clock.surroundings,
            pause: { [clock = server.clock] in
                clock.advance(milliseconds: $0.components.seconds * 1_000 + 1_000)
            }
        )
        let report = await engine.sync(laptop.space)
        #expect(!report.problems.contains { $0.isLoud }, "\(report)")
        server.clock.advance(milliseconds: 60_000)

        #expect(await laptop.sync().isComplete)
        #expect(await other.sync().isComplete)
        #expect(await laptop.sync().isComplete)
        #expect(try laptop.digest == other.digest)
        #expect(try laptop.vector == other.vector)
        #expect(try laptop.vector.heads.values.allSatisfy { $0.count == 1 }, "nothing has forked")
        let held = try server.administration.host.replica.readBlob(BlobID(of: Self.photo), in: laptop.space)
        #expect(held == Self.photo)
        let stored = try server.administration.host.replica.allSegments(of: laptop.space)
        let numbered = try server.administration.host.replica.stream(of: laptop.space)?.position
        #expect(numbered == UInt64(stored.count), "each segment has one number")
        return report
    }

    @Test(arguments: [HostileRelay.Weather.slow(bytesPerSecond: 6_250), .late(milliseconds: 1_000)])
    func `a slow or distant server is waited for`(weather: HostileRelay.Weather) async throws {
        try await withServer { server in
            let report = try await sync(through: weather, with: server)
            #expect(report.isComplete, "\(report)")
        }
    }

    @Test(arguments: [
        HostileRelay.Weather.halfOpen(after: 200), .answersLost, .answersCut(after: 150),
        .largePiecesVanish(bytes: 1_000),
    ])
    func `what never ends is given up in words, and the next sync goes on`(
        weather: HostileRelay.Weather
    )
        async throws
    {
        try await withServer { server in
            let report = try await sync(through: weather, silence: .seconds(2), with: server)
            #expect(!report.problems.isEmpty, "\(report)")
            for problem in report.problems { #expect(!problem.explanation.next.isEmpty) }
        }
    }

    @Test(arguments: [
        HostileRelay.Weather.answersLost, .answersCut(after: 150), .gateway(status: 502),
        .gateway(status: 503),
    ])
    func `what passes by itself is got over within the sync`(weather: HostileRelay.Weather) async throws {
        try await withServer { server in
            let report = try await sync(through: weather, connections: 2, with: server)
            #expect(report.isComplete, "\(report)")
        }
    }

    @Test func `a request that comes twice is stored once`() async throws {
        try await withServer { server in
            let report = try await sync(through: .requestsRepeated, with: server)
            #expect(report.isComplete, "\(report)")
        }
    }
}
