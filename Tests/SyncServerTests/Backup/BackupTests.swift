import Foundation
import SyncCore
import TestSupport
import Testing

@testable import SyncServer

/// Backups that are put back, and servers that were emptied.
struct BackupTests {
    /// A server's folder with two laptops that have synced, and a backup of that moment.
    private struct Story {
        let folder: DataFolder
        let clock = TestClock()
        let backup: String
        let laptops: [(replica: Replica, keys: any KeyStore)]
        let space: SpaceID

        init(in folder: DataFolder) async throws {
            self.folder = folder
            backup = folder.path + "-backup.tar"
            let clock = clock
            let administration = try Administration(initialising: folder, surroundings: clock.surroundings)
            try administration.addSpace("hv-shared")
            var laptops: [Laptop] = []
            try await withServer(in: folder, clock: clock) { [backup] server in
                for name in ["Räv", "Örn"] { laptops.append(try await Laptop(name, with: server)) }
                for laptop in laptops {
                    try laptop.record("före", in: 1)
                    #expect(await laptop.sync().isComplete)
                }
                let report = try server.administration.backUp(to: backup)
                #expect(report.spaces.map(\.name) == ["hv-shared"])
            }
            self.laptops = laptops.map { ($0.replica, $0.keys) }
            space = laptops[0].space
        }

        func laptop(_ index: Int, with server: TestServer) -> Laptop {
            Laptop(laptops[index].replica, laptops[index].keys, space, with: server)
        }

        /// Runs the server while the laptops do something.
        func serve(_ body: (TestServer) async throws -> Void) async throws {
            try await withServer(in: folder, clock: clock, body)
        }

        func restore() throws -> Backup.Report {
            clock.advance(milliseconds: 1)
            return try Restoring(in: folder, surroundings: clock.surroundings).restore(from: backup).report
        }

        /// Everyone syncs until nothing is left to do, and all have the same.
        func expectAgreement(_ server: TestServer) async throws {
            for index in [0, 1, 0, 1] {
                let report = await laptop(index, with: server).sync()
                #expect(report.problems.isEmpty, "\(report)")
            }
            let head = try server.administration.spaces().first?.stateDigest
            for laptop in laptops { #expect(try laptop.replica.digest(of: space) == head) }
            #expect(try server.administration.host.replica.check().problems == [])
        }

        func title(_ number: UInt64, on server: TestServer) throws -> Value? {
            let key = RecordKey(kind: Laptop.kind, id: RecordID(high: 1, low: number))
            return try server.administration.host.replica.record(key, in: space)?[Laptop.field]?.shown
        }
    }

    private func withStory(_ body: (Story) async throws -> Void) async throws {
        try await withFolder { folder in
            let story = try await Story(in: folder)
            defer { try? FileManager.default.removeItem(atPath: story.backup) }
            try await body(story)
        }
    }

    @Test func `what was recorded after the backup comes back from the laptops, in a new generation`()
        async throws
    {
        try await withStory { story in
            var former: Generation?
            try await story.serve { server in
                for index in [0, 1] {
                    try story.laptop(index, with: server).record("efter", in: 10 + UInt64(index))
                    #expect(await story.laptop(index, with: server).sync().isComplete)
                }
                former = try server.administration.host.replica.stream(of: story.space)?.generation
            }
            #expect(try story.restore().spaces.count == 1)
            try await story.serve { server in
                let stream = try server.administration.host.replica.stream(of: story.space)
                #expect(stream?.generation != former)
                try await story.expectAgreement(server)
                for number in [1, 10, 11] as [UInt64] { #expect(try story.title(number, on: server) != nil) }
            }
        }
    }

    @Test func `a membership that ended after the backup stays ended`() async throws {
        try await withStory { story in
            try await story.serve { server in _ = try server.administration.revoke("Örn") }
            _ = try story.restore()
            try await story.serve { server in
                let devices = try server.administration.devices()
                #expect(devices.filter { $0.endedAt != nil }.map(\.pseudonym) == ["Örn"])
                try story.laptop(1, with: server).record("efter slutet", in: 20)
                _ = await story.laptop(1, with: server).sync()
                #expect(try story.title(20, on: server) == nil)
            }
        }
    }

    @Test func `a member who came after the backup is a member still`() async throws {
        try await withStory { story in
            var newcomer: (replica: Replica, keys: any KeyStore)?
            try await story.serve { server in
                let laptop = try await Laptop("Trast", with: server)
                try laptop.record("ny", in: 30)
                #expect(await laptop.sync().isComplete)
                newcomer = (laptop.replica, laptop.keys)
            }
            _ = try story.restore()
            try await story.serve { server in
                let kept = try #require(newcomer)
                let laptop = Laptop(kept.replica, kept.keys, story.space, with: server)
                for _ in 0..<2 { #expect(await laptop.sync().problems.isEmpty) }
                #expect(try story.title(30, on: server) == .text("ny"))
            }
        }
    }

    @Test func `what was redacted after the backup is erased again before anything is served`()
        async throws
    {
        try await withStory { story in
            try await story.serve { server in
                let host = server.administration.host
                let key = try #require(try story.laptops[0].keys.key(for: story.space))
                let log = try #require(try host.replica.logs(of: key.publicKey, in: story.space).first)
                let segment = try #require(
                    try host.replica.segments(
                        of: story.space,
                        missingFrom: VersionVector(),
                        countLimit: .max,
                        byteLimit: .max
                    ).first { $0.header.log == log }
                )
                let redaction = Redaction(
                    segment: segment.id,
                    numbers: segment.header.first...segment.header.last,
                    ground: "prov"
                )
                let ledger = host.ledger
                _ = try host.replica.save(
                    [redaction.edit],
                    in: story.space,
                    sealingWith: host.key,
                    beforeCommit: { try ledger.append($0) }
                )
            }
            _ = try story.restore()
            let key = try ServerKeyFile.read(from: story.folder)
            let host = try Host(story.folder, key: key, surroundings: .system)
            #expect(try host.replica.check().problems == [])
            let views = try host.replica.records(matching: RecordQuery(), in: story.space).records
            #expect(views.contains { $0[Laptop.field]?.live.map(\.content).contains(.redacted) == true })
            try await story.serve { server in try await story.expectAgreement(server) }
        }
    }

    @Test func `the archive is one that tar reads`() async throws {
        try await withStory { story in
            let listing = try await runProgram("/bin/tar", ["-tf", story.backup])
            #expect(listing.status == 0, "\(listing.errors)")
            let names = listing.output.split(separator: "\n")
            #expect(names == ["manifest.json", "server.sqlite", "faltbild.sqlite"])
        }
    }

    @Test func `a backup is written over nothing, and put back under no running server`() async throws {
        try await withStory { story in
            try await story.serve { server in
                #expect(throws: ServerError.backupExists(path: story.backup)) {
                    try server.administration.backUp(to: story.backup)
                }
                #expect {
                    try story.restore()
                } throws: { error in
                    if case .alreadyServed? = error as? ServerError { true } else { false }
                }
            }
        }
    }

    @Test func `a backup that was cut short, changed, or is of another server changes nothing`()
        async throws
    {
        try await withStory { story in
            let whole = try Data(contentsOf: URL(filePath: story.backup))
            let before = try Self.contents(of: story.folder)
            var cases = [0, 100, 512, 2_000, whole.count / 2, whole.count - 1_500].map { whole.prefix($0) }
            for place in [20, 600, 5_000, whole.count / 2, whole.count - 5_000] {
                var changed = whole
                changed[place] ^= 0x40
                cases.append(changed)
            }
            for (index, bytes) in cases.enumerated() {
                try bytes.write(to: URL(filePath: story.backup))
                #expect {
                    try story.restore()
                } throws: { error in
                    if case .backupDamaged? = error as? ServerError { true } else { false }
                }
                #expect(try Self.contents(of: story.folder) == before, "case \(index)")
            }
            try whole.write(to: URL(filePath: story.backup))
            try await withFolder { other in
                _ = try Administration(initialising: other)
                #expect(throws: ServerError.backupOfOther(path: story.backup)) {
                    try Restoring(in: other).restore(from: story.backup)
                }
            }
        }
    }

    @Test func `an emptied server is rebuilt from the ledger and the laptops`() async throws {
        try await withStory { story in
            try Self.removeDatabases(of: story.folder)
            _ = try Administration(initialising: story.folder, surroundings: story.clock.surroundings)
            try await story.serve { server in
                #expect(try server.administration.spaces().map(\.name) == ["hv-shared"])
                #expect(try server.administration.devices().map(\.pseudonym) == ["Räv", "Örn"])
                try await story.expectAgreement(server)
                #expect(try story.title(1, on: server) != nil)
            }
        }
    }

    @Test func `without its ledger an emptied server lets nobody in whom nobody has confirmed`()
        async throws
    {
        try await withStory { story in
            try Self.removeDatabases(of: story.folder)
            try FileManager.default.removeItem(atPath: story.folder.ledger)
            let administration = try Administration(
                initialising: story.folder,
                surroundings: story.clock.surroundings
            )
            try administration.addSpace("hv-shared", id: story.space)
            try await story.serve { server in
                for index in [0, 1] {
                    let report = await story.laptop(index, with: server).sync()
                    #expect(!report.problems.isEmpty)
                }
                #expect(try administration.confirm().count == 2)
                try await story.expectAgreement(server)
                #expect(try story.title(1, on: server) != nil)
            }
        }
    }

    private static func removeDatabases(of folder: DataFolder) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name != "keys" {
            try FileManager.default.removeItem(atPath: folder.path + "/" + name)
        }
    }

    /// The bytes of the databases, by name.
    private static func contents(of folder: DataFolder) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for path in [folder.database, folder.replica, folder.ledger] {
            contents[path] = try Data(contentsOf: URL(filePath: path))
        }
        return contents
    }
}
