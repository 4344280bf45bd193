import SyncCore
import SyncServer
import TestSupport
import Testing

struct DeviceEnrolmentTests {
    private func enrolment(
        in replica: Replica,
        _ keys: any KeyStore,
        with server: TestServer,
        over transport: (any Transport)? = nil
    ) -> Enrolment {
        Enrolment(
            replica: replica,
            keys: keys,
            surroundings: server.clock.surroundings,
            connect: { transport ?? CurlTransport(to: server.address, trusting: $0) }
        )
    }

    /// Certificates are verified against the real clock, so the server must live by it.
    private func invite(_ server: TestServer) throws -> EnrolmentCode {
        try server.administration.invite(
            pseudonym: "Räv",
            spaces: ["hv-shared", "hv-police"],
            rights: [.write, .review]
        ).code
    }

    @Test func `a code enrols in each of its spaces, with a key of its own each`() async throws {
        try await withServer { server in
            let replica = try Laptop.store(at: .memory, clock: server.clock)
            let keys = MemoryKeys()
            let enrolled = try await enrolment(in: replica, keys, with: server).enrol(with: invite(server))
            #expect(Set(enrolled.memberships.map(\.name)) == ["hv-shared", "hv-police"])
            #expect(
                enrolled.memberships.allSatisfy { $0.pseudonym == "Räv" && $0.rights == [.write, .review] }
            )
            let secrets = enrolled.memberships.map { keys.key(for: $0.space)?.secretBytes }
            #expect(Set(secrets).count == 2)
            #expect(try replica.spaces().allSatisfy { $0.opening != nil })
        }
    }

    @Test func `the same code and keys once more give the same certificates and the same logs`() async throws
    {
        try await withServer { server in
            let replica = try Laptop.store(at: .memory, clock: server.clock)
            let keys = MemoryKeys()
            let code = try invite(server)
            let enrolment = enrolment(in: replica, keys, with: server)
            let first = try await enrolment.enrol(with: code)
            let logs = try replica.spaces().map(\.opening)
            #expect(try await enrolment.enrol(with: code) == first)
            #expect(try replica.spaces().map(\.opening) == logs)
        }
    }

    @Test func `an answer that is lost anywhere costs nothing but another attempt`() async throws {
        for lost in 1...3 {
            for fault in [FlakyTransport.Fault.loseRequest, .loseAnswer, .cutAnswer(after: 40)] {
                try await withServer { server in
                    let replica = try Laptop.store(at: .memory, clock: server.clock)
                    let keys = MemoryKeys()
                    let flaky = FlakyTransport(over: server.transport) { $0 == lost ? fault : nil }
                    let code = try invite(server)
                    let enrolment = enrolment(in: replica, keys, with: server, over: flaky)
                    await #expect(throws: EnrolmentError.transport(.connectionLost(host: "flaky"))) {
                        try await enrolment.enrol(with: code)
                    }
                    #expect(try await enrolment.enrol(with: code).memberships.count == 2)
                }
            }
        }
    }

    @Test func `a code for another server is not sent there`() async throws {
        try await withServer { server in
            let replica = try Laptop.store(at: .memory, clock: server.clock)
            let other = EnrolmentCode(
                secret: [UInt8](repeating: 1, count: 10),
                server: SigningKey().publicKey
            )
            let flaky = FlakyTransport(over: server.transport) { _ in nil }
            let enrolment = enrolment(in: replica, MemoryKeys(), with: server, over: flaky)
            await #expect(throws: EnrolmentError.otherServer) { try await enrolment.enrol(with: other) }
            #expect(flaky.requests == 1)
            #expect(try replica.spaces().isEmpty)
        }
    }

    @Test func `a used code does not enrol another device`() async throws {
        try await withServer { server in
            let code = try invite(server)
            let first = try Laptop.store(at: .memory, clock: server.clock)
            _ = try await enrolment(in: first, MemoryKeys(), with: server).enrol(with: code)
            let second = try Laptop.store(at: .memory, clock: server.clock)
            let enrolment = enrolment(in: second, MemoryKeys(), with: server)
            let error = await #expect(throws: EnrolmentError.self) { try await enrolment.enrol(with: code) }
            guard case .refused(let problem) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(problem.code == .enrolmentCodeNotValid)
            #expect(try second.spaces().isEmpty)
        }
    }

    @Test func `over TLS the trust anchor is learnt from the signed identity, and holds from then on`()
        async throws
    {
        try await withSecureServer { server in
            let replica = try Laptop.store(at: .memory, clock: server.clock)
            let keys = MemoryKeys()
            let enrolled = try await enrolment(in: replica, keys, with: server).enrol(with: invite(server))
            let anchor = try #require(enrolled.trustAnchor)
            #expect(server.trust == .pinned(anchor))
        }
    }

    @Test func `a server that the pin did not sign, or that nobody signed, gets nothing`() async throws {
        try await withSecureServer { server in
            try await withSecureServer { stranger in
                let pinned = CurlTransport(to: stranger.address, trusting: server.trust)
                await #expect(throws: TransportError.certificateRefused(host: "127.0.0.1", pinned: true)) {
                    try await pinned.send(HTTPRequest(.get, "/healthz"))
                }
                let system = CurlTransport(to: stranger.address, trusting: .systemRoots)
                await #expect(throws: TransportError.certificateRefused(host: "127.0.0.1", pinned: false)) {
                    try await system.send(HTTPRequest(.get, "/healthz"))
                }
                let own = CurlTransport(to: stranger.address, trusting: stranger.trust)
                let answer = try await own.send(HTTPRequest(.get, "/healthz"))
                #expect(answer.head.status == 200)
            }
        }
    }

    @Test func `TLS to a server that speaks plainly is no secure connection`() async throws {
        try await withServer { server in
            let text = "https" + server.address.text.dropFirst("http".count)
            let transport = CurlTransport(to: try ServerAddress(text), trusting: .systemRoots)
            await #expect(throws: TransportError.noSecureConnection(host: "127.0.0.1")) {
                try await transport.send(HTTPRequest(.get, "/healthz"))
            }
        }
    }
}
