import SyncCore
import SyncServer
import TestSupport
import Testing

/// A device that is a member no more: it may bring what it wrote itself.
struct FormerMemberTests {
    @Test func `what it wrote is receipted in a generation that it has not seen`() async throws {
        try await withServer { server in
            let laptop = try await Laptop("falk-07", with: server)
            try laptop.record("före", in: 1)
            #expect(await laptop.sync().isComplete)
            _ = try server.administration.revoke("falk-07")
            try server.startGeneration(of: laptop.space)
            try laptop.record("efter", in: 2)
            let report = await laptop.sync()
            #expect(report.problems.map(\.isEndOfMembership) == [true], "\(report)")
            #expect(report.receipted == 2, "what it had sent before, too: \(report)")
            #expect(report.unsentChanges == 0, "\(report)")
            let quiet = await laptop.sync()
            #expect(quiet.sent == 0, "\(quiet)")
        }
    }

    @Test func `it learns the generation, and nothing of others' logs`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            _ = try server.administration.revoke("falk-07")
            try await device.openSession("hv-shared")
            let token = device.tokens["hv-shared"]
            let head = try await device.get(try device.path("hv-shared", "heads"), token: token)
            #expect(head.head.status == 200)
            let vector = try await device.get(try device.path("hv-shared", "heads?vector=1"), token: token)
            #expect(try device.problem(vector).code == .membershipEnded)
        }
    }
}
