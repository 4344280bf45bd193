import SyncServer
import TestSupport
import Testing

@testable import SyncCore

/// What a sync with nothing to do costs: DESIGN.md promises 400 bytes each way, and one request, a space.
struct QuietSyncTests {
    private static let mostBytes = 400

    @Test func `a sync with nothing to do is one request of at most 400 bytes each way, in each space`()
        async throws
    {
        try await withServer { server in
            try await expectQuiet(server, scheme: "http")
        }
    }

    @Test func `over HTTP/2 and TLS it is as little, with the records of TLS on top`() async throws {
        try await withSecureServer { server in
            try await expectQuiet(server, scheme: "https")
        }
    }

    @Test
    func `the next program's sync with nothing to do is one request too, also after a server's restart`()
        async throws
    {
        let folder = try TestFolder()
        let tokens = TokenFile(at: folder.file("tokens"))
        try await withFolder { data in
            let clock = TestClock()
            let administration = try Administration(initialising: data, surroundings: clock.surroundings)
            try administration.addSpace("hv-shared")
            var laptop: (replica: Replica, keys: any KeyStore, space: SpaceID)?
            try await withServer(in: data, clock: clock) { server in
                let enrolled = try await Laptop("Räv", with: server)
                laptop = (enrolled.replica, enrolled.keys, enrolled.space)
            }
            let (replica, keys, space) = try #require(laptop)
            for _ in 0..<2 {
                try await withServer(in: data, clock: clock) { server in
                    var requests: [Int] = []
                    for _ in 0..<3 {
                        let transport = FlakyTransport(over: server.transport) { _ in nil }
                        let engine = SyncEngine(
                            replica: replica,
                            keys: keys,
                            transport: transport,
                            tokens: tokens,
                            surroundings: clock.surroundings
                        )
                        #expect(await engine.sync(space).isComplete)
                        requests.append(transport.requests)
                    }
                    #expect(requests.dropFirst() == [1, 1])
                }
            }
        }
    }

    @Test func `a whole sync uses one connection, also when it pushes, pulls and opens sessions`()
        async throws
    {
        try await withSecureServer { server in
            let laptop = try await Laptop("Räv", with: server)
            let relay = try CountingRelay(to: server.port)
            defer { relay.stop() }
            let transport = CurlTransport(
                to: try ServerAddress("https://127.0.0.1:\(relay.port)"),
                trusting: server.trust
            )
            let engine = SyncEngine(
                replica: laptop.replica,
                keys: laptop.keys,
                transport: transport,
                surroundings: server.clock.surroundings
            )
            for number in UInt64(0)..<3 {
                try laptop.record("nytt", in: number)
                #expect(await engine.sync(laptop.space).isComplete)
            }
            #expect(relay.count.connections == 1)
            #expect(await transport.connections == 1)
        }
    }

    private func expectQuiet(_ server: TestServer, scheme: String) async throws {
        let relay = try CountingRelay(to: server.port)
        defer { relay.stop() }
        let invitation = try server.administration.invite(
            pseudonym: "Räv",
            spaces: ["hv-shared", "hv-police"],
            rights: [.write]
        )
        let replica = try Laptop.store(at: .memory, clock: server.clock)
        let keys = MemoryKeys()
        let address = try ServerAddress("\(scheme)://127.0.0.1:\(relay.port)")
        let enrolment = Enrolment(
            replica: replica,
            keys: keys,
            surroundings: server.clock.surroundings,
            connect: { CurlTransport(to: address, trusting: $0) }
        )
        let spaces = try await enrolment.enrol(with: invitation.code).memberships.map(\.space)
        #expect(spaces.count == 2)
        let transport = FlakyTransport(over: CurlTransport(to: address, trusting: server.trust)) { _ in nil }
        let engine = SyncEngine(
            replica: replica,
            keys: keys,
            transport: transport,
            surroundings: server.clock.surroundings
        )
        for space in spaces {
            let key = RecordKey(kind: Laptop.kind, id: RecordID(high: 1, low: 1))
            _ = try replica.save(
                [RecordEdit(record: key, edits: [.set(Laptop.field, .text("x"))])],
                in: space
            )
            #expect(await engine.sync(space).isComplete)
        }
        for round in 1...2 {
            for space in spaces {
                let before = (requests: transport.requests, bytes: relay.count)
                let report = await engine.sync(space)
                let after = relay.count
                #expect(report.isComplete && report.sent == 0 && report.received == 0, "\(report)")
                #expect(transport.requests - before.requests == 1)
                let up = after.toServer - before.bytes.toServer
                let down = after.toClient - before.bytes.toClient
                #expect(up <= Self.mostBytes && down <= Self.mostBytes, "\(round): \(up) up, \(down) down")
                #expect(up > 0 && down > 0)
            }
        }
    }
}
