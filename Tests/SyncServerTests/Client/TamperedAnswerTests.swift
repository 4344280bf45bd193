import SyncCore
import SyncServer
import TestSupport
import Testing

struct TamperedAnswerTests {
    /// An engine for a laptop whose answers are changed on their way.
    private func engine(
        for laptop: Laptop,
        with server: TestServer,
        _ alter: @escaping @Sendable (HTTPRequest, [UInt8]) -> [UInt8]
    ) -> SyncEngine {
        SyncEngine(
            replica: laptop.replica,
            keys: laptop.keys,
            transport: TamperingTransport(over: server.transport, alter),
            surroundings: server.clock.surroundings,
            pause: { _ in try Task.checkCancellation() }
        )
    }

    @Test func `without a receipt that the server signed nothing counts as safe`() async throws {
        try await withServer { server in
            let laptop = try await Laptop("Räv", with: server)
            try laptop.record("x", in: 1)
            let tampered = engine(for: laptop, with: server) { request, body in
                guard request.method == .post, request.target.hasSuffix("/segments") else { return body }
                var body = body
                if body.count > 100 { body[body.count - 40] ^= 1 }
                return body
            }
            let report = await tampered.sync(laptop.space)
            #expect(report.receipted == 0, "\(report)")
            #expect(report.problems.contains { $0.isLoud }, "\(report)")
        }
    }

    @Test func `no flipped bit of a pull is believed, and none does harm`() async throws {
        try await withServer { server in
            let author = try await Laptop("Örn", with: server)
            try author.record("från örnen", in: 1)
            try author.seal()
            try author.record("och en gång till", in: 2)
            #expect(await author.sync().isComplete)
            let reader = try await Laptop("Räv", with: server)
            #expect(await author.sync().isComplete)
            for seed in UInt64(1)...40 {
                let tampered = engine(for: reader, with: server) { request, body in
                    guard request.method == .get, !body.isEmpty else { return body }
                    var generator = SeededGenerator(seed: seed)
                    var body = body
                    let bit = Int.random(in: 0..<body.count * 8, using: &generator)
                    body[bit / 8] ^= 1 << (bit % 8)
                    return body
                }
                _ = await tampered.sync(reader.space)
            }
            #expect(await reader.sync().isComplete)
            #expect(try reader.digest == author.digest)
            #expect(try reader.vector == author.vector)
        }
    }

    @Test func `a segment that was damaged on its way comes whole with the next sync`() async throws {
        try await withServer { server in
            let author = try await Laptop("Örn", with: server)
            try author.record("skadad på vägen", in: 1)
            #expect(await author.sync().isComplete)
            let segments = try author.replica.allSegments(of: author.space)
            let damaged = try #require(segments.first { $0.header.opening?.certificate != nil })
            let reader = try await Laptop("Räv", with: server)
            let tampered = engine(for: reader, with: server) { _, body in
                guard let place = body.firstRange(of: damaged.body) else { return body }
                var body = body
                body[place.upperBound - 1] ^= 1
                return body
            }
            #expect(await tampered.sync(reader.space).problems.contains { $0.isLoud })
            #expect(try !reader.replica.holds(damaged.id))

            let report = await reader.sync()
            #expect(report.problems.isEmpty, "\(report)")
            #expect(try reader.replica.holds(damaged.id))
            #expect(report.sent == 0, "nothing that the server holds is offered to it: \(report)")
            #expect(await author.sync().isComplete)
            #expect(try reader.digest == author.digest)
        }
    }

    @Test func `so does one that is held back, and in no state`() async throws {
        try await withServer { server in
            let author = try await Laptop("Örn", with: server)
            #expect(await author.sync().isComplete)
            let reader = try await Laptop("Räv", with: server)
            _ = try server.administration.revoke("Örn")
            try author.record("hålls tillbaka", in: 1)
            #expect(await author.sync().held == 1)
            let segments = try author.replica.allSegments(of: author.space)
            let held = try #require(segments.first { $0.header.opening?.certificate != nil })
            let tampered = engine(for: reader, with: server) { _, body in
                guard let place = body.firstRange(of: held.body) else { return body }
                var body = body
                body[place.upperBound - 1] ^= 1
                return body
            }
            #expect(await tampered.sync(reader.space).problems.contains { $0.isLoud })
            #expect(await reader.sync().problems.isEmpty)
            #expect(try reader.replica.holds(held.id))
        }
    }

    @Test func `another history is believed only from the server's own key`() async throws {
        try await withServer { server in
            let laptop = try await Laptop("Räv", with: server)
            #expect(await laptop.sync().isComplete)
            try server.startGeneration(of: laptop.space)
            let before = try laptop.replica.stream(of: laptop.space)
            let tampered = engine(for: laptop, with: server) { _, body in
                let text = String(decoding: body, as: UTF8.self)
                guard text.contains("history-differs") else { return body }
                let forged = #"{"type":"urn:faltbild:problem:history-differs","head":"AAAA"}"#
                return Array(forged.utf8)
            }
            let report = await tampered.sync(laptop.space)
            #expect(report.problems.contains { $0.isLoud }, "\(report)")
            #expect(try laptop.replica.stream(of: laptop.space) == before)
        }
    }
}
