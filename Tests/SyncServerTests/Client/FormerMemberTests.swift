import Foundation
import SyncCore
import TestSupport
import Testing

@testable import SyncServer

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

    @Test func `what it wrote comes back to a server that was put back to a copy from before`() async throws {
        try await withFolder { folder in
            let clock = TestClock()
            let administration = try Administration(initialising: folder, surroundings: clock.surroundings)
            try administration.addSpace("hv-shared")
            var kept: (replica: Replica, keys: any KeyStore, space: SpaceID)?
            try await withServer(in: folder, clock: clock) { server in
                let laptop = try await Laptop("falk-07", with: server)
                try laptop.record("före", in: 1)
                #expect(await laptop.sync().isComplete)
                _ = try server.administration.revoke("falk-07")
                kept = (laptop.replica, laptop.keys, laptop.space)
            }
            let (replica, keys, space) = try #require(kept)
            let copy = folder.path + "-copy"
            defer { _ = try? FileManager.default.removeItem(atPath: copy) }
            try FileManager.default.copyItem(atPath: folder.path, toPath: copy)
            try await withServer(in: folder, clock: clock) { server in
                let laptop = Laptop(replica, keys, space, with: server)
                try laptop.record("efter", in: 2)
                #expect(await laptop.sync().receipted == 1)
            }
            try FileManager.default.removeItem(atPath: folder.path)
            try FileManager.default.copyItem(atPath: copy, toPath: folder.path)
            try await withServer(in: folder, clock: clock) { server in
                let laptop = Laptop(replica, keys, space, with: server)
                let report = await laptop.sync()
                #expect(report.unsentChanges == 0 && report.receipted > 0, "\(report)")
                let held = try Set(server.administration.host.replica.allSegments(of: space).map(\.id))
                #expect(try replica.allSegments(of: space).allSatisfy { held.contains($0.id) })
            }
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
