import SyncCore
import Testing

@testable import SyncServer

@Suite struct AccessTests {
    @Test func `the identity answers the nonce that was asked with`() async throws {
        try await withServer { server in
            let device = try TestDevice(server: server)
            let identity = try await device.identity()
            #expect(identity.publicKey.id == server.administration.fingerprint)
            let short = try await device.get("/v1/server?nonce=00")
            #expect(try device.problem(short).code == .malformed)
        }
    }

    @Test(arguments: ["heads", "segments?after=0", "records", "conflicts", "records/place/00"])
    func `without a token everything of a space is refused with a nonce`(rest: String) async throws {
        try await withServer { server in
            let device = try await server.device("falk-07", in: ["hv-shared"])
            for token in [nil, "nonsense"] {
                let answer = try await device.get(try device.path("hv-shared", rest), token: token)
                #expect(answer.head.status == 401)
                #expect(try device.problem(answer).nonce?.count == 16)
            }
        }
    }

    @Test func `a nonce opens one session and no second one`() async throws {
        try await withServer { server in
            let device = try await server.device("falk-07", in: ["hv-shared"])
            let nonce = try await device.nonce("hv-shared")
            #expect(try await device.session("hv-shared", nonce: nonce).head.status == 200)
            #expect(try await device.session("hv-shared", nonce: nonce).head.status == 401)
        }
    }

    @Test func `a nonce that is too old, or not the server's, opens no session`() async throws {
        try await withServer { server in
            let device = try await server.device("falk-07", in: ["hv-shared"])
            let nonce = try await device.nonce("hv-shared")
            server.clock.advance(milliseconds: ServerLimits.nonceMilliseconds + 1_000)
            #expect(try await device.session("hv-shared", nonce: nonce).head.status == 401)
            let made = [UInt8](repeating: 1, count: 16)
            #expect(try await device.session("hv-shared", nonce: made).head.status == 401)
        }
    }

    @Test func `a proof by another key opens no session`() async throws {
        try await withServer { server in
            let device = try await server.device("falk-07", in: ["hv-shared"])
            let nonce = try await device.nonce("hv-shared")
            let answer = try await device.session("hv-shared", nonce: nonce, key: SigningKey())
            #expect(answer.head.status == 401)
        }
    }

    @Test func `a token expires`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            server.clock.advance(milliseconds: ServerLimits.tokenMilliseconds)
            #expect(try await device.pull().head.status == 401)
        }
    }

    @Test func `a token of one space is refused in another`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared", "hv-police"])
            try await device.openSession("hv-shared")
            let path = try device.path("hv-police", "heads")
            let answer = try await device.get(path, token: device.tokens["hv-shared"])
            #expect(try device.problem(answer).code == .wrongSpace)
        }
    }

    @Test func `an unknown space, an unknown path and an unknown kind are not found`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let token = device.tokens["hv-shared"]
            for path in [
                "/v1/spaces/nonsense/heads", "/v2/nothing",
                try device.path("hv-shared", "records?kind=platz"),
            ] {
                let answer = try await device.get(path, token: token)
                #expect(answer.head.status == 404, "\(path)")
                #expect(try device.problem(answer).code == .notFound)
            }
        }
    }

    @Test(arguments: [
        ("heads", Problem.Code.methodNotAllowed), ("records", .methodNotAllowed), ("nothing", .notFound),
    ])
    func `a request of another method is refused, and one to no address of a space finds nothing`(
        rest: String,
        code: Problem.Code
    ) async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let path = try device.path("hv-shared", rest)
            let answer = try await device.post(path, [], token: device.tokens["hv-shared"])
            #expect(answer.head.status == code.status)
            #expect(try device.problem(answer).code == code)
            #expect(answer.head["allow"] == (code == .methodNotAllowed ? "GET, HEAD" : nil))
        }
    }

    @Test func `a place in another history is answered with the signed head`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let head = try await device.pullAll()
            let stream = head.head.stream
            for strange in [
                StreamPosition(
                    generation: stream.generation,
                    position: stream.position + 9,
                    chain: stream.chain
                ),
                StreamPosition(
                    generation: stream.generation,
                    position: stream.position,
                    chain: ChainHash(seed: stream.generation).extended(by: SegmentID(words: (1, 2, 3, 4)))
                ),
            ] {
                let answer = try await device.pull(after: strange)
                #expect(answer.head.status == 409)
                let problem = try device.problem(answer)
                #expect(problem.code == .historyDiffers)
                let signed = try SignedHead(decoding: try #require(problem.head))
                try signed.verify(signedBy: [try #require(device.serverKey)], space: head.head.space)
                #expect(signed.head == head.head)
            }
        }
    }

    @Test func `a device that asks too often is told when to try again`() async throws {
        try await withServer(limits: RateLimits(devicesPerMinute: 4)) { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            var last = try await device.pull()
            for _ in 0..<3 { last = try await device.pull() }
            #expect(last.head.status == 429)
            let seconds = Int64(try #require(last.head["retry-after"])) ?? 0
            #expect(seconds > 0)
            server.clock.advance(milliseconds: seconds * 1_000)
            #expect(try await device.pull().head.status == 200)
        }
    }
}
