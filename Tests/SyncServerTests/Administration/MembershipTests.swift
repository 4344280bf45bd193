import GRDB
import SyncCore
import Testing

@testable import SyncServer

@Suite struct MembershipTests {
    @Test func `a revoked device's token is dead, and its new session may only push its own logs`()
        async throws
    {
        try await withServer { server in
            var lost = try await server.device("falk-07", in: ["hv-shared"])
            var other = try await server.device("uggla-02", in: ["hv-shared"])
            try await lost.openSession("hv-shared")
            try await other.openSession("hv-shared")
            try lost.record("före", id: 1)
            try await lost.pushAll()
            #expect(try server.administration.revoke("falk-07").map(\.pseudonym) == ["falk-07"])

            #expect(try await lost.pull().head.status == 401)
            server.clock.advance(milliseconds: 1)
            try await lost.openSession("hv-shared")
            #expect(try lost.problem(try await lost.pull()).code == .membershipEnded)
            try lost.record("efter", id: 2)
            let held = try lost.answers(in: try await lost.push(try lost.unsent()))
            guard case .held? = held.first?.outcome else {
                Issue.record("\(held)")
                return
            }
            try other.record("någon annans", id: 3)
            let refused = try await lost.push(try other.unsent())
            #expect(try lost.problem(refused).code == .notPermitted)
            try await other.pushAll()
        }
    }

    @Test func `a revocation names the last segment that keeps its rights`() async throws {
        try await withServer { server in
            var lost = try await server.device("falk-07", in: ["hv-shared"])
            try await lost.openSession("hv-shared")
            let last = try #require(try lost.record("före").last)
            try await lost.pushAll()
            _ = try server.administration.revoke("falk-07", space: "hv-shared")
            let space = try lost.membership("hv-shared").space
            let log = try #require(
                try server.administration.host.replica.logs(
                    of: lost.membership("hv-shared").key.publicKey,
                    in: space
                ).first
            )
            let replica = server.administration.host.replica
            let view = try #require(try replica.record(StandingChange.record(of: log), in: space))
            #expect(
                StandingChange.all(in: view) == [StandingChange(log: log, lastSegments: [last], rights: [])]
            )
        }
    }

    @Test func `a log that a revoked device starts afterwards has no rights from its beginning`() async throws
    {
        try await withServer { server in
            var lost = try await server.device("falk-07", in: ["hv-shared"])
            _ = try server.administration.revoke("falk-07")
            server.clock.advance(milliseconds: 1)
            try await lost.openSession("hv-shared")
            try lost.record("ny logg")
            try await lost.pushAll()
            let member = try lost.membership("hv-shared")
            let replica = server.administration.host.replica
            let log = try #require(try replica.logs(of: member.key.publicKey, in: member.space).first)
            let view = try #require(try replica.record(StandingChange.record(of: log), in: member.space))
            #expect(StandingChange.all(in: view) == [StandingChange(log: log, lastSegments: [], rights: [])])
        }
    }

    @Test func `a former member opens a session though the server's clock went back, its old token is dead`()
        async throws
    {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let former = device.tokens["hv-shared"]
            try device.record("före")
            _ = try server.administration.revoke("falk-07")
            server.clock.advance(milliseconds: -86_400_000)
            let heads = try device.path("hv-shared", "heads")
            #expect(try await device.get(heads, token: former).head.status == 401)
            try await device.openSession("hv-shared")
            #expect(try await device.get(heads, token: device.tokens["hv-shared"]).head.status == 200)
            try await device.pushAll()
        }
    }

    @Test func `a long poll ends when the membership does`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let head = try await device.pullAll()
            let waiting = device
            async let answer = waiting.pull(after: head.head.stream, wait: 50)
            try await server.waitUntilSomebodyWaits()
            _ = try server.administration.revoke("falk-07")
            #expect(try await [401, 403].contains(answer.head.status))
        }
    }

    @Test
    func `a granted member is present again with what was held back, and revoking twice changes nothing`()
        async throws
    {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            try device.record("före")
            try await device.pushAll()
            _ = try server.administration.revoke("falk-07")
            #expect(try server.administration.revoke("falk-07").isEmpty)
            let grant = try server.administration.grant(
                "falk-07",
                space: "hv-shared",
                rights: [.write, .review]
            )
            #expect(grant == .changed(devices: 1))
            server.clock.advance(milliseconds: 1)
            try await device.openSession("hv-shared")
            #expect(try await device.pull().head.status == 200)
            #expect(try server.administration.devices().first?.endedAt == nil)
            let member = try device.membership("hv-shared")
            let replica = server.administration.host.replica
            let log = try #require(try replica.logs(of: member.key.publicKey, in: member.space).first)
            let view = try #require(try replica.record(StandingChange.record(of: log), in: member.space))
            #expect(StandingChange.all(in: view).isEmpty)
        }
    }

    @Test func `a demoted member keeps the rights that are left`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"], rights: [.write, .review])
            try await device.openSession("hv-shared")
            let last = try #require(try device.record("före").last)
            try await device.pushAll()
            _ = try server.administration.grant("falk-07", space: "hv-shared", rights: .write)
            #expect(try await device.pull().head.status == 200)
            #expect(try server.administration.devices().first?.rights == .write)
            let member = try device.membership("hv-shared")
            let replica = server.administration.host.replica
            let log = try #require(try replica.logs(of: member.key.publicKey, in: member.space).first)
            let view = try #require(try replica.record(StandingChange.record(of: log), in: member.space))
            #expect(
                StandingChange.all(in: view) == [
                    StandingChange(log: log, lastSegments: [last], rights: .write)
                ]
            )
        }
    }

    @Test func `rights beyond the certificate take a code`() async throws {
        try await withServer { server in
            _ = try await server.device("falk-07", in: ["hv-shared"], rights: .write)
            let grant = try server.administration.grant(
                "falk-07",
                space: "hv-shared",
                rights: [.write, .review]
            )
            guard case .invited = grant else {
                Issue.record("\(grant)")
                return
            }
        }
    }

    @Test func `granting a space where the pseudonym has no device makes a code`() async throws {
        try await withServer { server in
            _ = try await server.device("falk-07", in: ["hv-shared"])
            let grant = try server.administration.grant("falk-07", space: "hv-police", rights: .write)
            guard case .invited(let invitation) = grant else {
                Issue.record("\(grant)")
                return
            }
            var device = try TestDevice(server: server)
            try await device.enrol(invitation.code)
            #expect(Array(device.memberships.keys) == ["hv-police"])
        }
    }

    @Test func `a certified device that is not known is let in once the administrator has confirmed it`()
        async throws
    {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try server.administration.host.database.forgetMembers()
            let error = await #expect(throws: Problem.self) { try await device.openSession("hv-shared") }
            #expect(error?.code == .membershipNotConfirmed)
            #expect(try server.administration.applicants().map(\.pseudonym) == ["falk-07"])
            #expect(throws: ServerError.unknownMember("örn", nearest: [])) {
                try server.administration.confirm("örn")
            }
            #expect(try server.administration.confirm().map(\.pseudonym) == ["falk-07"])
            #expect(try server.administration.applicants().isEmpty)
            try await device.openSession("hv-shared")
            try device.record("räddad")
            try await device.pushAll()
        }
    }

    @Test func `a clock far ahead is noted, and one that is right again is not`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            server.clock.advance(milliseconds: 3_600_000)
            try device.record("i framtiden")
            server.clock.advance(milliseconds: -3_600_000)
            try await device.pushAll()
            #expect(try server.administration.devices().first?.clockAhead == 3_600_000)
        }
    }
}

extension ServerDatabase {
    /// What a restore of an old backup does to members.
    fileprivate func forgetMembers() throws {
        try write { try $0.execute(sql: "DELETE FROM member") }
    }
}
