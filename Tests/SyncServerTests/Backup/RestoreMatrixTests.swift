import Foundation
import TestSupport
import Testing

@testable import SyncCore
@testable import SyncServer

/// The restore matrix: what is put back, to what, after how much, with what else since; every cell alike ends
/// with nothing lost, nothing of what was erased, and nobody in who was shut out.
struct RestoreMatrixTests {
    enum Victim: CaseIterable {
        case server
        case laptop
    }

    enum Fault: CaseIterable {
        /// Put back from a backup: by the command on a server, the whole folder on a laptop.
        case oldBackup
        /// A copy of the whole folder: put back by hand on a server, in use beside the original on a laptop.
        case cloned
        /// Nothing is left but a server's keys and ledger; the laptop's person enrols anew.
        case empty
    }

    enum Event: CaseIterable {
        case redaction
        case revocation
        case photo
    }

    struct Cell: CustomTestStringConvertible {
        let victim: Victim
        let fault: Fault
        let changes: Int
        let event: Event

        var testDescription: String { "\(victim), \(fault), \(changes) changes and a \(event) since" }

        static let all = Victim.allCases.flatMap { victim in
            Fault.allCases.flatMap { fault in
                [0, 1, 30].flatMap { changes in
                    Event.allCases.map { Cell(victim: victim, fault: fault, changes: changes, event: $0) }
                }
            }
        }
    }

    @Test(arguments: Cell.all)
    func `nothing is lost, what was erased stays erased and who was shut out stays out`(
        _ cell: Cell
    )
        async throws
    {
        let story = try await RestoreStory(cell)
        try await story.makeCopies()
        try await story.goOn()
        try story.strike()
        try await story.heal()
        try await story.expectWhole()
    }
}

/// A server and two laptops on one disk: what one cell of the matrix goes through.
private struct RestoreStory {
    private static let canary = "kanariefågel"
    private static let space = "hv-shared"

    private let cell: RestoreMatrixTests.Cell
    private let root: TestFolder
    private let clock = TestClock(milliseconds: Surroundings.system.wallMilliseconds())
    private let keys: [any KeyStore]
    private let id: SpaceID
    /// The numbering that everyone knew before the fault.
    private let generation: Generation

    private var folder: DataFolder { DataFolder(root.file("server")) }
    private var backup: String { root.file("backup.tar") }
    private var before: [UInt8] { Array("bild före".utf8) }
    private var since: [UInt8] { Array("bild efter".utf8) }

    /// Whose membership ends, where one does: the laptop that is put back, or the one that is not.
    private var shutOut: Int? {
        guard cell.event == .revocation else { return nil }
        return cell.victim == .laptop ? 0 : 1
    }

    init(_ cell: RestoreMatrixTests.Cell) async throws {
        self.cell = cell
        let root = try TestFolder()
        self.root = root
        let folder = DataFolder(root.file("server"))
        let administration = try Administration(initialising: folder, surroundings: clock.surroundings)
        try administration.addSpace(Self.space)
        var laptops: [Laptop] = []
        try await withServer(in: folder, clock: clock) { server in
            for (index, name) in ["Räv", "Örn"].enumerated() {
                let path = try Self.makeHome(index, in: root)
                laptops.append(try await Laptop(name, with: server, at: .file(path)))
            }
            try laptops[0].record(Self.canary, in: 1)
            try laptops[0].record("före", in: 2)
            let photo = Array("bild före".utf8)
            _ = try laptops[0].replica.save([.photo(photo, of: 3)], in: laptops[0].space, with: [photo])
            for laptop in laptops { #expect(await laptop.sync().isComplete) }
        }
        generation = try #require(try laptops[0].replica.stream(of: laptops[0].space)).generation
        keys = laptops.map(\.keys)
        id = laptops[0].space
    }

    private static func makeHome(_ index: Int, in root: TestFolder) throws -> String {
        let home = root.file("laptop-\(index)")
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        return home + "/store.sqlite"
    }

    private func laptop(_ index: Int, with server: TestServer, home: String? = nil) throws -> Laptop {
        let path = (home ?? root.file("laptop-\(index)")) + "/store.sqlite"
        let replica = try Laptop.store(at: .file(path), clock: clock)
        return Laptop(replica, keys[index], id, with: server)
    }

    // MARK: The steps

    /// What the victim is put back to.
    func makeCopies() async throws {
        switch (cell.victim, cell.fault) {
        case (_, .empty): break
        case (.server, .oldBackup):
            let administration = try Administration(folder, surroundings: clock.surroundings)
            try administration.backUp(to: backup)
        case (.server, .cloned): try copy("server")
        case (.laptop, _): try copy("laptop-0")
        }
    }

    /// The first laptop records and syncs, and something else happens.
    func goOn() async throws {
        try await withServer(in: folder, clock: clock) { server in
            let author = try laptop(0, with: server)
            for number in 0..<cell.changes {
                try author.record("efter", in: 100 + UInt64(number))
                if number % 10 == 0 { try author.seal() }
            }
            #expect(await author.sync().isComplete)
            switch cell.event {
            case .redaction: try redact(on: server)
            case .revocation:
                let name = try #require(shutOut) == 0 ? "Räv" : "Örn"
                _ = try server.administration.revoke(name)
            case .photo:
                _ = try author.replica.save([.photo(since, of: 4)], in: id, with: [since])
                #expect(await author.sync().isComplete)
            }
            // What happened must be somewhere else than on what is lost: the other laptop, or the server.
            for index in [0, 1] where cell.victim == .server || index == 1 {
                _ = try await laptop(index, with: server).sync()
            }
        }
    }

    private func redact(on server: TestServer) throws {
        let host = server.administration.host
        let hosted = try #require(try host.database.space(id))
        let key = RecordKey(kind: Laptop.kind, id: RecordID(high: 1, low: 1))
        let placed = try host.replica.changes(of: [key], in: id)
        _ = try host.controlLog.redact(
            placed.map { RedactionChoice($0, extent: .all) },
            ground: "OSL 21:1",
            in: hosted
        )
        try host.controlLog.finishRedacting(in: hosted)
    }

    /// The fault itself.
    func strike() throws {
        clock.advance(milliseconds: 1)
        switch (cell.victim, cell.fault) {
        case (.server, .oldBackup):
            _ = try Restoring(in: folder, surroundings: clock.surroundings).restore(from: backup)
            // Operations.md: what was put aside may hold what was erased.
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
            where name.hasPrefix("before-restore") {
                try FileManager.default.removeItem(atPath: folder.path + "/" + name)
            }
        case (.server, .cloned): try putBack("server")
        case (.server, .empty):
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name != "keys"
            {
                try FileManager.default.removeItem(atPath: folder.path + "/" + name)
            }
        case (.laptop, .oldBackup): try putBack("laptop-0")
        case (.laptop, .cloned): break
        case (.laptop, .empty): try FileManager.default.removeItem(atPath: root.file("laptop-0"))
        }
    }

    /// Everyone who can goes on, and syncs until nothing is left to do.
    func heal() async throws {
        if cell.victim == .server, cell.fault == .empty {
            _ = try Administration(initialising: folder, surroundings: clock.surroundings)
        }
        try await withServer(in: folder, clock: clock) { server in
            let laptops = try await present(server)
            for (index, laptop) in laptops.enumerated() {
                try laptop.record("därefter", in: 200 + UInt64(index))
            }
            for _ in 0..<3 {
                for laptop in laptops { _ = await laptop.sync() }
            }
            try await expectAgreement(of: laptops, with: server)
        }
    }

    /// The laptops that are in use now, the first of them first.
    private func present(_ server: TestServer) async throws -> [Laptop] {
        var laptops: [Laptop] = []
        if cell.victim == .laptop, cell.fault == .empty {
            let path = try Self.makeHome(2, in: root)
            laptops.append(try await Laptop("Räv-2", with: server, at: .file(path)))
        } else {
            laptops.append(try laptop(0, with: server))
        }
        if cell.victim == .laptop, cell.fault == .cloned {
            laptops.append(try laptop(0, with: server, home: root.file("laptop-0-copy")))
        }
        return laptops + [try laptop(1, with: server)]
    }

    private func expectAgreement(of laptops: [Laptop], with server: TestServer) async throws {
        let replica = server.administration.host.replica
        let digest = try replica.digest(of: id)
        for laptop in laptops {
            let report = await laptop.sync()
            guard try isMember(laptop, of: server) else {
                #expect(report.problems.contains { $0.isEndOfMembership }, "\(cell): \(report)")
                continue
            }
            #expect(report.problems.isEmpty && report.unsentChanges == 0, "\(cell): \(report)")
            #expect(try laptop.digest == digest, "\(cell)")
            #expect(try laptop.replica.check().problems == [], "\(cell)")
        }
        #expect(try replica.check().problems == [], "\(cell)")
    }

    private func isMember(_ laptop: Laptop, of server: TestServer) throws -> Bool {
        let key = try #require(try laptop.keys.key(for: id)).publicKey
        return try server.administration.host.database.member(key, in: id)?.isPresent == true
    }

    // MARK: What must hold in the end

    func expectWhole() async throws {
        try await withServer(in: folder, clock: clock) { server in
            let replica = server.administration.host.replica
            #expect(try text(2, in: replica) == .text("före"))
            for number in 0..<cell.changes {
                #expect(try text(100 + UInt64(number), in: replica) == .text("efter"), "\(cell)")
            }
            #expect(try replica.readBlob(BlobID(of: before), in: id) == before, "\(cell)")
            let later = try text(200, in: replica)
            let isHeldBack = shutOut == 0 && cell.fault != .empty
            #expect(later == (isHeldBack ? nil : .text("därefter")), "\(cell)")
            let present = try #require(try replica.stream(of: id)).generation
            #expect((present != generation) == (cell.victim == .server), "\(cell)")
            let device = try #require(try server.administration.devices().first { $0.pseudonym == "Räv" })
            #expect((device.logs, device.forkedLogs) == expectedLogs, "\(cell)")
            switch cell.event {
            case .redaction:
                #expect(try text(1, in: replica) == nil)
                let files = try FileManager.default.subpathsOfDirectory(atPath: root.path)
                for name in files where name != "backup.tar" {
                    let bytes = FileManager.default.contents(atPath: root.file(name)) ?? Data()
                    #expect(bytes.range(of: Data(Self.canary.utf8)) == nil, "\(cell): \(name)")
                }
            case .revocation:
                let ended = try server.administration.devices().filter { $0.endedAt != nil }
                #expect(ended.map(\.pseudonym) == [shutOut == 0 ? "Räv" : "Örn"], "\(cell)")
            case .photo: #expect(try replica.readBlob(BlobID(of: since), in: id) == since, "\(cell)")
            }
        }
    }

    /// How many logs the first laptop has in the end, and how many of them have two branches.
    ///
    /// One that finds that it was put back, or cloned, leaves its log for a new one. One that may not pull
    /// any more does not find out: what it writes continues the log where its copy ended.
    private var expectedLogs: (Int, Int) {
        guard cell.victim == .laptop, cell.fault != .empty else { return (1, 0) }
        let lacksOwn = cell.fault == .cloned || cell.changes > 0 || cell.event == .photo
        guard lacksOwn else { return (1, 0) }
        return shutOut == 0 ? (1, 1) : (2, 0)
    }

    private func text(_ number: UInt64, in replica: Replica) throws -> Value? {
        let key = RecordKey(kind: Laptop.kind, id: RecordID(high: 1, low: number))
        return try replica.record(key, in: id)?[Laptop.field]?.shown
    }

    // MARK: Copies

    private func copy(_ name: String) throws {
        try FileManager.default.copyItem(atPath: root.file(name), toPath: root.file(name + "-copy"))
    }

    private func putBack(_ name: String) throws {
        try FileManager.default.removeItem(atPath: root.file(name))
        try FileManager.default.moveItem(atPath: root.file(name + "-copy"), toPath: root.file(name))
    }
}
