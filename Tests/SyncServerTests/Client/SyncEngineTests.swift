import GRDB
import SyncCore
import SyncServer
import TestSupport
import Testing

struct SyncEngineTests {
    @Test func `two laptops that record offline agree after they have synced`() async throws {
        try await withServer { server in
            let first = try await Laptop("Räv", with: server)
            let second = try await Laptop("Örn", with: server)
            for number in UInt64(0)..<20 {
                try first.record("från räven", in: number)
                try second.record("från örnen", in: number + 10)
            }
            let report = await first.sync()
            #expect(report.isComplete, "\(report)")
            #expect(report.receipted >= 1)
            #expect(await second.sync().isComplete)
            #expect(await first.sync().isComplete)
            #expect(try first.digest == second.digest)
            #expect(try first.vector == second.vector)
            #expect(try first.digest != .zero)
        }
    }

    @Test func `a pull that finds the disk full moves nothing, and goes on when there is room`() async throws
    {
        try await withServer { server in
            let author = try await Laptop("Örn", with: server)
            for number in UInt64(0)..<200 { try author.record("från örnen", in: number) }
            #expect(await author.sync().isComplete)
            let reader = try await Laptop("Räv", with: server)
            let before = try reader.replica.stream(of: reader.space)
            try reader.replica.withConnection { database in
                let pages = try Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0
                try database.execute(sql: "PRAGMA max_page_count = \(pages)")
            }
            let report = await reader.sync()
            #expect(!report.problems.isEmpty, "\(report)")
            #expect(try reader.replica.stream(of: reader.space)?.position ?? 0 == before?.position ?? 0)
            try reader.replica.withConnection { database in
                try database.execute(sql: "PRAGMA max_page_count = 4294967294")
            }
            #expect(await reader.sync().isComplete)
            #expect(await author.sync().isComplete)
            #expect(try reader.digest == author.digest)
        }
    }

    @Test func `a sync with nothing to do is one request`() async throws {
        try await withServer { server in
            let laptop = try await Laptop("Räv", with: server)
            try laptop.record("x", in: 1)
            _ = await laptop.sync()
            let before = laptop.transport.requests
            let report = await laptop.sync()
            #expect(report.isComplete, "\(report)")
            #expect(laptop.transport.requests - before == 1)
        }
    }

    @Test func `whatever is lost on the way, nothing is lost in the end and nothing comes twice`()
        async throws
    {
        for seed in UInt64(1)...6 {
            try await withServer { server in
                let faults: @Sendable (Int) -> FlakyTransport.Fault? = { request in
                    var generator = SeededGenerator(seed: seed &* 1_000 &+ UInt64(request))
                    guard request <= 30, generator.chance(50) else { return nil }
                    let bytes = Int.random(in: 0...2_000, using: &generator)
                    let faults: [FlakyTransport.Fault] = [
                        .loseRequest, .loseAnswer, .unavailable, .cutAnswer(after: bytes),
                        .cancel(after: bytes),
                    ]
                    return faults.randomElement(using: &generator)
                }
                let laptops = [
                    try await Laptop("Räv", with: server, fault: faults),
                    try await Laptop("Örn", with: server, fault: faults),
                ]
                for round in UInt64(0)..<8 {
                    for (index, laptop) in laptops.enumerated() {
                        for number in 0..<3 {
                            try laptop.record("\(round) \(number)", in: UInt64(index) + round % 3)
                            try laptop.seal()
                        }
                        let report = await laptop.sync()
                        #expect(!report.problems.contains { $0.isLoud }, "seed \(seed): \(report)")
                    }
                }
                var reports: [SyncReport] = []
                for laptop in laptops + laptops + laptops { reports.append(await laptop.sync()) }
                let last = reports.suffix(2)
                #expect(last.allSatisfy { $0.isComplete }, "seed \(seed): \(last)")
                #expect(try laptops[0].digest == laptops[1].digest, "seed \(seed)")
                #expect(try laptops[0].vector == laptops[1].vector, "seed \(seed)")
                let forks = try laptops[0].vector.heads.values.count { $0.count > 1 }
                #expect(forks == 0, "seed \(seed)")
            }
        }
    }

    @Test func `a former member may still push, and is told that the rest has ended`() async throws {
        try await withServer { server in
            let laptop = try await Laptop("Räv", with: server)
            _ = await laptop.sync()
            try laptop.record("sista", in: 1)
            server.clock.advance(milliseconds: 1_000)
            _ = try server.administration.revoke("Räv")
            server.clock.advance(milliseconds: 1_000)
            let report = await laptop.sync()
            #expect(report.sent == 1, "\(report)")
            #expect(
                report.problems.contains {
                    if case .refused(let problem) = $0 { problem.code == .membershipEnded } else { false }
                },
                "\(report)"
            )
        }
    }

    @Test func `after a new generation every laptop offers what the server lacks`() async throws {
        try await withServer { server in
            let laptop = try await Laptop("Räv", with: server)
            for number in UInt64(0)..<3 {
                try laptop.record("x", in: number)
                try laptop.seal()
            }
            #expect(await laptop.sync().isComplete)
            try server.startGeneration(of: laptop.space)
            let report = await laptop.sync()
            #expect(report.isComplete, "\(report)")
            #expect(try laptop.replica.spaces().first?.unacknowledgedChanges == 0)
        }
    }

    @Test func `progress tells of what is sent and what is received`() async throws {
        try await withServer { server in
            let laptop = try await Laptop("Räv", with: server)
            try laptop.record("x", in: 1)
            let (progress, report) = AsyncStream.makeStream(of: SyncProgress.self)
            _ = await laptop.engine.sync(laptop.space) { report.yield($0) }
            report.finish()
            var phases: [SyncProgress.Phase] = []
            for await step in progress { phases.append(step.phase) }
            #expect(phases.first == .connecting)
            #expect(phases.contains(.sending))
            #expect(phases.contains(.sealing))
        }
    }

    @Test func `a device that is not enrolled is told so`() async throws {
        try await withServer { server in
            let laptop = try await Laptop("Räv", with: server)
            let stranger = Laptop(laptop.replica, MemoryKeys(), laptop.space, with: server)
            #expect(await stranger.sync().problems == [.notEnrolled(laptop.space)])
        }
    }
}
