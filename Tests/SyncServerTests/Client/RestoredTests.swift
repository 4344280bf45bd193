import Foundation
import SyncCore
import SyncServer
import TestSupport
import Testing

/// Laptops and servers that were put back to an old copy by hand.
struct RestoredTests {
    @Test func `a laptop put back to an old copy gets its own records back, and goes on in a new log`()
        async throws
    {
        try await withServer { server in
            let path = server.folder.path + "/laptop-" + UUID().uuidString
            let laptop = try await Laptop("Räv", with: server, at: .file(path))
            try laptop.record("före kopian", in: 1)
            #expect(await laptop.sync().isComplete)
            for ending in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: path + ending, toPath: path + ".copy" + ending)
            }
            try laptop.record("efter kopian", in: 2)
            #expect(await laptop.sync().isComplete)
            let digest = try laptop.digest

            let replica = try Laptop.store(at: .file(path + ".copy"), clock: server.clock)
            let restored = Laptop(replica, laptop.keys, laptop.space, with: server)
            let report = await restored.sync()
            #expect(report.hasNewLog, "\(report)")
            #expect(report.problems.isEmpty, "\(report)")
            #expect(try restored.digest == digest)
            let former = try restored.vector.heads.count
            try restored.record("i ny logg", in: 3)
            #expect(await restored.sync().isComplete)
            #expect(try server.administration.devices().map(\.logs) == [2])
            #expect(try server.administration.devices().map(\.forkedLogs) == [0])
            let logs = try restored.vector.heads
            #expect(logs.count == former + 1)
            #expect(logs.values.allSatisfy { $0.count == 1 })
        }
    }

    @Test func `a server put back to an old copy gets everyone's records back from one laptop`() async throws
    {
        try await withFolder { folder in
            let story = try await Story(in: folder)
            try await story.goOn(after: { try Self.copy(folder, to: folder.path + "-copy") })
            try Self.remove(folder)
            try FileManager.default.moveItem(atPath: folder.path + "-copy", toPath: folder.path)
            try await story.expectHealed()
        }
    }

    @Test func `a server whose records were lost gets everyone's back from one laptop`() async throws {
        try await withFolder { folder in
            let story = try await Story(in: folder)
            try await story.goOn(after: {})
            for ending in ["", "-wal", "-shm"] {
                let path = folder.replica + ending
                guard FileManager.default.fileExists(atPath: path) else { continue }
                try FileManager.default.removeItem(atPath: path)
            }
            try await story.expectHealed()
        }
    }

    /// Two laptops and a server that is stopped and started again; one laptop is lost on the way.
    private struct Story {
        let folder: DataFolder
        let clock: TestClock
        let kept: (replica: Replica, keys: any KeyStore)
        let lost: (replica: Replica, keys: any KeyStore)
        let space: SpaceID

        init(in folder: DataFolder) async throws {
            let clock = TestClock()
            let administration = try Administration(initialising: folder, surroundings: clock.surroundings)
            try administration.addSpace("hv-shared")
            var laptops: [Laptop] = []
            try await withServer(in: folder, clock: clock) { server in
                for name in ["Räv", "Örn"] { laptops.append(try await Laptop(name, with: server)) }
                for laptop in laptops {
                    try laptop.record("före", in: 1)
                    #expect(await laptop.sync().isComplete)
                }
            }
            self.folder = folder
            self.clock = clock
            kept = (laptops[0].replica, laptops[0].keys)
            lost = (laptops[1].replica, laptops[1].keys)
            space = laptops[0].space
        }

        /// More is recorded and exchanged; then the server stops.
        func goOn(after copying: () throws -> Void) async throws {
            try copying()
            try await withServer(in: folder, clock: clock) { server in
                let lost = Laptop(lost.replica, lost.keys, space, with: server)
                let kept = Laptop(kept.replica, kept.keys, space, with: server)
                for number in UInt64(10)..<14 {
                    try lost.record("efter", in: number)
                    try lost.seal()
                    try kept.record("efter", in: number + 10)
                    try kept.seal()
                }
                for laptop in [lost, kept, lost] { #expect(await laptop.sync().isComplete) }
                #expect(try lost.digest == kept.digest)
            }
        }

        /// The one laptop that is left brings back its own records and the other's.
        func expectHealed() async throws {
            let digest = try lost.replica.digest(of: space)
            try await withServer(in: folder, clock: clock) { server in
                let kept = Laptop(kept.replica, kept.keys, space, with: server)
                var report = await kept.sync()
                for _ in 0..<3 where !report.isComplete { report = await kept.sync() }
                #expect(report.isComplete, "\(report)")
                #expect(try kept.digest == digest)
                let newcomer = try await Laptop("Trast", with: server)
                #expect(await newcomer.sync().isComplete)
                #expect(await kept.sync().isComplete)
                #expect(try newcomer.digest == kept.digest)
                for number in (UInt64(10)..<14).flatMap({ [$0, $0 + 10] }) {
                    let key = RecordKey(kind: Laptop.kind, id: RecordID(high: 1, low: number))
                    #expect(try newcomer.replica.record(key, in: space) != nil, "\(number)")
                }
            }
        }
    }

    private static func copy(_ folder: DataFolder, to path: String) throws {
        try FileManager.default.copyItem(atPath: folder.path, toPath: path)
    }

    private static func remove(_ folder: DataFolder) throws {
        try FileManager.default.removeItem(atPath: folder.path)
    }
}
