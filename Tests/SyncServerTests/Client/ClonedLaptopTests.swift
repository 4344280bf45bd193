import Foundation
import SyncCore
import SyncServer
import TestSupport
import Testing

struct ClonedLaptopTests {
    @Test(arguments: [true, false])
    func `a cloned laptop starts a new log, and what both have sealed stays everywhere`(
        hasSealed: Bool
    ) async throws {
        try await withServer { server in
            let path = server.folder.path + "/clone-" + UUID().uuidString
            let first = try await Laptop("Räv", with: server, at: .file(path))
            try first.record("före", in: 1)
            #expect(await first.sync().isComplete)
            for ending in ["", "-wal", "-witness"] {
                try FileManager.default.copyItem(atPath: path + ending, toPath: path + ".copy" + ending)
            }
            let replica = try Laptop.store(at: .file(path + ".copy"), clock: server.clock)
            let second = Laptop(replica, first.keys, first.space, with: server)
            try first.record("originalet", in: 2)
            try second.record("kopian", in: 3)
            if hasSealed { try second.seal() }
            #expect(await first.sync().isComplete)
            let report = await second.sync()
            #expect(report.hasNewLog, "\(report)")
            #expect(report.needsPerson)
            for laptop in [first, second] { _ = await laptop.sync() }
            for laptop in [first, second] {
                let later = await laptop.sync()
                #expect(!later.hasNewLog, "one new log is enough: \(later)")
            }
            #expect(try first.digest == second.digest)
            #expect(try first.vector == second.vector)
            // What was not sealed yet is renumbered into the new log, and forks nothing.
            #expect(try first.vector.heads.values.contains { $0.count == 2 } == hasSealed)
            #expect(try server.administration.devices().map(\.forkedLogs) == [hasSealed ? 1 : 0])
            for number in UInt64(1)...3 {
                let key = RecordKey(kind: Laptop.kind, id: RecordID(high: 1, low: number))
                #expect(try first.replica.record(key, in: first.space) != nil)
            }
            #expect(await !second.sync().hasNewLog, "told once")
        }
    }
}
