import Foundation
import Logging
import ServiceLifecycle
import SwiftProtobuf
import SyncCore
import Testing

@testable import SyncServer

@Suite struct ServerTests {
    @Test func `two servers cannot serve one folder`() async throws {
        try await withServer { server in
            #expect(throws: ServerError.alreadyServed(path: server.folder.path, process: getpid())) {
                try Server(
                    server.folder,
                    options: ServeOptions(security: .none),
                    logger: server.log.logger(server.clock)
                )
            }
        }
    }

    @Test func `a folder can be served again once its server has stopped`() async throws {
        try await withFolder { folder in
            let clock = TestClock()
            _ = try Administration(initialising: folder, surroundings: clock.surroundings)
            for _ in 0..<2 {
                try await withServer(in: folder, clock: clock) { server in
                    let health = try await server.get("/healthz")
                    #expect(health.head.status == 200)
                }
            }
        }
    }

    @Test func `without TLS the server refuses to leave loopback`() async throws {
        try await withFolder { folder in
            _ = try Administration(initialising: folder)
            #expect(throws: ServerError.plainOutsideLoopback(host: "0.0.0.0")) {
                try Server(
                    folder,
                    options: ServeOptions(host: "0.0.0.0", port: 0, security: .none),
                    logger: Logger(label: "test")
                )
            }
        }
    }

    @Test func `the server's own certificate verifies against the anchor that its identity vouches for`()
        async throws
    {
        try await withFolder { folder in
            // TLS looks at the machine's clock: this server has to as well.
            let clock = TestClock(milliseconds: Surroundings.system.wallMilliseconds())
            _ = try Administration(initialising: folder, surroundings: clock.surroundings)
            try await withServer(in: folder, clock: clock, security: .ownAuthority(hosts: [])) { server in
                let unverified = CurlTransport(to: server.address, trusting: .none)
                let nonce = String(repeating: "ab", count: 16)
                let answer = try await unverified.send(HTTPRequest(.get, "/v1/server?nonce=\(nonce)"))
                let identity = try ServerIdentity(WireServerIdentity(serializedBytes: answer.body))
                try identity.verify(nonce: [UInt8](repeating: 0xAB, count: 16))
                let anchor = try #require(identity.trustAnchor)
                let pinned = CurlTransport(to: server.address, trusting: .pinned(anchor))
                #expect(try await pinned.send(HTTPRequest(.get, "/healthz")).head.status == 200)
                let strangers = CurlTransport(to: server.address, trusting: .systemRoots)
                await #expect(throws: TransportError.self) {
                    try await strangers.send(HTTPRequest(.get, "/healthz"))
                }
            }
        }
    }

    @Test func `a leaf certificate is renewed when it nears its end, and kept before`() async throws {
        try await withFolder { folder in
            let key = SigningKey()
            try folder.create()
            let start: Int64 = 1_731_312_000_000
            let day: Int64 = 86_400_000
            func leaf(at now: Int64, hosts: [String] = []) throws -> [UInt8]? {
                _ = try TLSFiles(of: folder, key: key, hosts: hosts, now: now)
                return PrivateFile.read(folder.leafCertificate)
            }
            let first = try leaf(at: start)
            #expect(try leaf(at: start + 300 * day) == first)
            let renewed = try leaf(at: start + 380 * day)
            #expect(renewed != first)
            #expect(try leaf(at: start + 380 * day, hosts: ["faltbild.example", "192.0.2.7"]) != renewed)
        }
    }

    @Test func `files that are no certificate are named`() async throws {
        try await withFolder { folder in
            _ = try Administration(initialising: folder)
            let options = ServeOptions(security: .files(certificate: folder.serverKey, key: folder.leafKey))
            #expect(throws: ServerError.self) {
                try Server(folder, options: options, logger: Logger(label: "test"))
            }
        }
    }

    @Test func `a shutdown ends long polls and keeps what was acknowledged`() async throws {
        try await withFolder { folder in
            let clock = TestClock()
            let administration = try Administration(initialising: folder, surroundings: clock.surroundings)
            try administration.addSpace("hv-shared")
            try await withThrowingTaskGroup(of: Int.self) { tasks in
                var receipts: [SignedReceipt] = []
                try await withServer(in: folder, clock: clock) { server in
                    var writer = try await server.device("falk-07", in: ["hv-shared"])
                    var reader = try await server.device("uggla-02", in: ["hv-shared"])
                    try await writer.openSession("hv-shared")
                    try await reader.openSession("hv-shared")
                    try writer.record("kvitterat")
                    receipts = try await writer.pushAll()
                    let head = try await reader.pullAll()
                    let waiting = reader
                    tasks.addTask {
                        try await waiting.pull(after: head.head.stream, wait: 50).head.status
                    }
                    try await server.waitUntilSomebodyWaits()
                }
                #expect(try await tasks.next() == 200)
                let replica = try Administration(folder, surroundings: clock.surroundings).host.replica
                for receipt in receipts {
                    #expect(
                        try replica.chain(of: receipt.space, at: receipt.stream.position)
                            == receipt.stream.chain
                    )
                }
                #expect(receipts.count == 1)
            }
        }
    }

    @Test func `many pushes at once are all acknowledged, and share commits`() async throws {
        try await withServer { server in
            var devices: [TestDevice] = []
            for number in 0..<12 {
                var device = try await server.device("fågel-\(number)", in: ["hv-shared"])
                try await device.openSession("hv-shared")
                for id in 0..<5 as Range<UInt64> {
                    try device.record("nr \(id)", id: UInt64(number) * 10 + id)
                }
                devices.append(device)
            }
            let receipts = try await withThrowingTaskGroup(of: [SignedReceipt].self) { tasks in
                for device in devices { tasks.addTask { try await device.pushAll() } }
                return try await tasks.reduce(into: []) { $0 += $1 }
            }
            #expect(Set(receipts.map(\.stream.position)).count == 60)
            let metrics = try await server.get("/metrics")
            let text = String(decoding: metrics.body, as: UTF8.self)
            #expect(text.contains("faltbild_pushes_total 12\n"))
            #expect(text.contains("faltbild_segments_total{outcome=\"stored\"} 60\n"))
        }
    }
}

extension TestServer {
    func get(_ path: String) async throws -> HTTPAnswer {
        try await transport.send(HTTPRequest(.get, path))
    }

    /// Asks the metrics until a pull waits.
    func waitUntilSomebodyWaits() async throws {
        let transport = transport
        for _ in 0..<5_000 {
            let metrics = try await transport.send(HTTPRequest(.get, "/metrics"))
            if String(decoding: metrics.body, as: UTF8.self).contains("faltbild_waiting_pulls 1\n") { return }
        }
        throw TestFailure.nobodyWaits
    }
}
