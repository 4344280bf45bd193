import SwiftProtobuf
import SyncCore
import Testing

@testable import SyncServer

/// The problems of Documentation/Protocol.md that a whole request is refused with, each over HTTP.
@Suite struct RequestRefusalTests {
    @Test(arguments: [
        "after=x", "after=-1", "after=1", "after=0&digest=zz", "after=0&digest=00", "after=0&wait=56",
        "after=0&wait=", "after=0&own=2",
    ])
    func `a pull whose parameters cannot be read is malformed`(query: String) async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let path = try device.path("hv-shared", "segments?\(query)")
            let answer = try await device.get(path, token: device.tokens["hv-shared"])
            #expect(answer.head.status == 400)
            let problem = try device.problem(answer)
            #expect(problem.code == .malformed)
            #expect(problem.detail.contains("parameter"))
        }
    }

    @Test func `a head with a vector that is neither asked for nor not is malformed`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let path = try device.path("hv-shared", "heads?vector=yes")
            let answer = try await device.get(path, token: device.tokens["hv-shared"])
            #expect(try device.problem(answer).code == .malformed)
        }
    }

    @Test(arguments: [nil, "nonsense"])
    func `a push without a valid token is refused with a nonce, and stores nothing`(
        token: String?
    ) async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try device.record("utan biljett")
            var writer = DelimitedWriter()
            for segment in try device.unsent() { try writer.append(segment.wire) }
            let path = try device.path("hv-shared", "segments")
            let answer = try await device.post(path, writer.take(), token: token)
            #expect(answer.head.status == 401)
            #expect(answer.head["www-authenticate"] == "Bearer")
            #expect(try device.problem(answer).nonce?.count == 16)
            try await device.openSession("hv-shared")
            #expect(try await device.pullAll().head.stream.position == 2)
        }
    }

    @Test func `a session that cannot be read, is too large or of no type is refused as such`() async throws {
        try await withServer { server in
            let device = try await server.device("falk-07", in: ["hv-shared"])
            let path = try device.path("hv-shared", "sessions")
            let garbled = try await device.post(path, [0xFF, 0xFF, 0xFF])
            #expect(try device.problem(garbled).code == .malformed)
            let large = try await device.post(path, [UInt8](repeating: 0, count: 65_537))
            #expect(try device.problem(large).code == .tooLarge)
            let words = try await device.post(path, [1], type: "text/plain")
            #expect(try device.problem(words).code == .wrongContentType)
        }
    }

    @Test func `a session proof opens no session in another space, nor in one that is not there`()
        async throws
    {
        try await withServer { server in
            let device = try await server.device("falk-07", in: ["hv-shared"])
            let others = try await server.device("uggla-02", in: ["hv-police"])
            let member = try device.membership("hv-shared")
            let proof = try SessionProof(
                certificate: member.certificate,
                nonce: try await device.nonce("hv-shared"),
                server: try #require(device.serverKey),
                key: member.key
            )
            let body: [UInt8] = try proof.wire.serializedBytes()
            let wrong = try await device.post(try others.path("hv-police", "sessions"), body)
            #expect(try device.problem(wrong).code == .wrongSpace)
            let unknown = "/v1/spaces/00000000000000000000000000000000/sessions"
            #expect(try device.problem(try await device.post(unknown, body)).code == .notFound)
            // Neither spent the nonce.
            let own = try await device.post(try device.path("hv-shared", "sessions"), body)
            #expect(own.head.status == 200)
        }
    }

    @Test func `an enrolment of another type is refused, and the code is still good`() async throws {
        try await withServer { server in
            let device = try TestDevice(server: server)
            let code = try server.administration.invite(
                pseudonym: "falk-07",
                spaces: ["hv-shared"],
                rights: .write
            ).code
            let answer = try await device.post("/v1/enrolments", code.secret, type: "application/json")
            #expect(answer.head.status == 415)
            #expect(try device.problem(answer).code == .wrongContentType)
            #expect(try await device.enrolment(code.secret, []).head.status == 200)
        }
    }

    @Test func `strangers that ask too often are told when to try again`() async throws {
        try await withServer(limits: RateLimits(strangersPerMinute: 5)) { server in
            var statuses: [Int] = []
            var last = try await server.get("/v1/server?nonce=00")
            for _ in 0..<5 {
                statuses.append(last.head.status)
                last = try await server.get("/v1/server?nonce=00")
            }
            #expect(statuses == [400, 400, 400, 400, 400])
            #expect(last.head.status == 429)
            let seconds = try #require(last.head["retry-after"].flatMap { Int64($0) })
            #expect(seconds > 0)
            server.clock.advance(milliseconds: seconds * 1_000)
            #expect(try await server.get("/v1/server?nonce=00").head.status == 400)
        }
    }

    @Test func `a push beyond the limit is refused although it did not announce its size`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            // Messages of 64 KiB that are no segments: each is small enough, all together are not.
            let message: [UInt8] = [0x80, 0x80, 0x04] + [UInt8](repeating: 0xFF, count: 65_536)
            let size = ServerLimits.pushBytes + message.count
            let answer = try await device.push { offset, count in
                (offset..<min(offset + count, size)).map { message[$0 % message.count] }
            }
            #expect(answer.head.status == 413)
            #expect(try device.problem(answer).code == .tooLarge)
        }
    }

    @Test func `an upload that breaks off stores nothing, and what came whole can be sent again`()
        async throws
    {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let before = try await device.pullAll().head.stream.position
            try device.record("ett", id: 1)
            try device.record("två", id: 2)
            var writer = DelimitedWriter()
            for segment in try device.unsent() { try writer.append(segment.wire) }
            let bytes = writer.take()
            await #expect(throws: TransportError.stopped) {
                try await device.push { offset, _ in
                    offset == 0 ? Array(bytes.dropLast()) : nil
                }
            }
            #expect(try await device.pullAll().head.stream.position == before)
            #expect(try await device.pushAll().count == 2)
        }
    }

    @Test func `a server that can hold no more says when to try again, and has room again after each push`()
        async throws
    {
        try await withServer(budget: PushBudget(limit: 2_000)) { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let large = [UInt8](repeating: 0, count: 4_000)
            for _ in 0..<3 {
                let answer = try await device.push(bytes: large)
                #expect(answer.head.status == 503)
                #expect(answer.head["retry-after"] == "2")
                #expect(try device.problem(answer).code == .unavailable)
            }
            for id in 0..<5 as Range<UInt64> {
                try device.record("får plats", id: id)
                try await device.pushAll()
            }
        }
    }
}

extension TestDevice {
    /// Pushes a body of unknown length.
    @discardableResult
    fileprivate func push(
        _ read: @escaping @Sendable (_ offset: Int, _ count: Int) -> [UInt8]?
    ) async throws(TransportError) -> HTTPAnswer {
        let token = tokens["hv-shared"] ?? ""
        let space = memberships["hv-shared"].map { "\($0.space)" } ?? ""
        return try await transport.send(
            HTTPRequest(
                .post,
                "/v1/spaces/\(space)/segments",
                fields: [
                    HTTPField("Content-Type", "application/protobuf"),
                    HTTPField("Authorization", "Bearer \(token)"),
                ],
                body: .stream(length: nil, read: read)
            )
        )
    }
}
