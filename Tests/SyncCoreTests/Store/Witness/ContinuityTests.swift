import Foundation
import TestSupport
import Testing

@testable import SyncCore

/// A store that was put back to a copy, or cloned, and what its witness makes of it.
struct ContinuityTests {
    private let space: TestSpace
    private let member: TestMember
    private let folder: TestFolder
    private var path: String { folder.file("store.sqlite") }

    init() throws {
        space = try TestSpace(seed: 71)
        member = try space.member("Björk")
        folder = try TestFolder()
    }

    private func laptop() throws -> Replica { try space.laptop(member, at: .file(path)) }

    private func opened(seed: UInt64 = 5) throws -> Replica {
        try space.replica(at: .file(path), surroundings: TestSurroundings(seed: seed))
    }

    private func copy(_ name: String, to other: String) throws {
        for ending in ["", "-wal"] {
            let target = folder.file(other) + ending
            try? FileManager.default.removeItem(atPath: target)
            guard FileManager.default.fileExists(atPath: folder.file(name) + ending) else { continue }
            try FileManager.default.copyItem(atPath: folder.file(name) + ending, toPath: target)
        }
    }

    private func currentLog(of replica: Replica) throws -> LogID? {
        try replica.spaces().first?.opening?.logID(in: space.id)
    }

    @Test func `a store that is opened again goes on in its log`() throws {
        var first: Replica? = try laptop()
        _ = try first?.save([.title("ett", of: 1)], in: space.id)
        try first?.seal(space.id, with: member.key)
        first = nil
        let again = try opened()
        #expect(try currentLog(of: again) == member.log(in: space))
        #expect(try again.spaces().first?.leftLogs == 0)
    }

    @Test func `a copy from before goes on in a new log, with what it had not sealed`() throws {
        var first: Replica? = try laptop()
        _ = try first?.save([.title("ett", of: 1)], in: space.id)
        try first?.seal(space.id, with: member.key)
        _ = try first?.save([.title("två", of: 2)], in: space.id)
        try copy("store.sqlite", to: "copy.sqlite")
        try first?.seal(space.id, with: member.key)
        let whole = try #require(try first?.allSegments(of: space.id))
        first = nil
        try copy("copy.sqlite", to: "store.sqlite")

        let restored = try opened()
        #expect(try restored.spaces().first?.leftLogs == 1)
        #expect(try restored.spaces().first?.unsealedChanges == 1)
        #expect(try currentLog(of: restored) != member.log(in: space))
        #expect(try restored.check().problems == [])
        try restored.seal(space.id, with: member.key)
        try restored.ingest(whole, of: space.id)
        #expect(try restored.spaces().first?.forkedLogs == 0)
        let view = try #require(try restored.record(TestSchema.key(2), in: space.id))
        #expect(view[TestSchema.title]?.shown == .text("två"))
        #expect(!view.hasOpenConflict)
        #expect(try restored.check().problems == [])
    }

    @Test func `a store that comes without its witness goes on in a new log`() throws {
        var first: Replica? = try laptop()
        _ = try first?.save([.title("ett", of: 1)], in: space.id)
        try first?.seal(space.id, with: member.key)
        first = nil
        try FileManager.default.removeItem(atPath: path + "-witness")
        #expect(try currentLog(of: opened()) != member.log(in: space))
        #expect(try opened(seed: 6).spaces().first?.leftLogs == 1)
    }

    @Test func `a log that has sealed nothing needs no witness`() throws {
        var first: Replica? = try laptop()
        _ = try first?.save([.title("ett", of: 1)], in: space.id)
        first = nil
        try FileManager.default.removeItem(atPath: path + "-witness")
        #expect(try currentLog(of: opened()) == member.log(in: space))
    }

    @Test func `a line of the witness that was not written to its end counts for nothing`() throws {
        var first: Replica? = try laptop()
        _ = try first?.save([.title("ett", of: 1)], in: space.id)
        try first?.seal(space.id, with: member.key)
        first = nil
        let file = path + "-witness"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let torn = Witness.Note.log(
            member.log(in: space),
            last: 99,
            segment: SegmentID(words: (1, 2, 3, 4))
        ).line
        // Without its last character, which ends the line, it is whole.
        for length in 1..<torn.count - 1 {
            try (text + torn.prefix(length)).write(toFile: file, atomically: false, encoding: .utf8)
            #expect(WitnessFile(besideStoreAt: path).read().logs.values.map(\.number) == [1])
        }
        #expect(try currentLog(of: opened()) == member.log(in: space))
    }

    @Test func `what refers to an unsealed change refers to it by its new name in the new log`() throws {
        let laptop = try laptop()
        _ = try laptop.save([.title("ett", of: 1)], in: space.id)
        try laptop.seal(space.id, with: member.key)
        try copy("store.sqlite", to: "copy.sqlite")
        _ = try laptop.save([.title("borta", of: 9)], in: space.id)
        try laptop.seal(space.id, with: member.key)
        // The copy has unsealed changes of its own that supersede and withdraw one another.
        let surroundings = TestSurroundings(seed: 8)
        let copied = try space.replica(at: .file(folder.file("copy.sqlite")), surroundings: surroundings)
        #expect(try copied.spaces().first?.leftLogs == 1)
        _ = try copied.save(
            [
                .title("först", of: 2), .title("sedan", of: 2),
                edit(2, .add(TestSchema.tags, [.text("å"), .text("ä")])),
                edit(2, .remove(TestSchema.tags, [.text("å")])),
                .title("dold", of: 3), edit(3, .withdraw), edit(1, .withdraw),
            ],
            in: space.id
        )
        let before = try views(of: copied)
        // It meets the segment that it does not hold, and leaves this log too.
        let log = try #require(try currentLog(of: copied))
        try copied.ingest(stranger(in: log, of: copied), of: space.id)
        #expect(try currentLog(of: copied) != log)
        #expect(try views(of: copied) == before)
        #expect(try copied.check().problems == [])
        try copied.seal(space.id, with: member.key)
        let other = try space.replica()
        try other.ingest(copied.allSegments(of: space.id), of: space.id)
        #expect(try other.digest(of: space.id) == copied.digest(of: space.id))
        #expect(try other.check().spaces.first?.danglingReferences == 0)
    }

    private func edit(_ number: UInt64, _ edit: FieldEdit) -> RecordEdit {
        RecordEdit(record: TestSchema.key(number), edits: [edit])
    }

    /// What a clone of a replica has sealed in its present log.
    private func stranger(in log: LogID, of replica: Replica) throws -> [Segment] {
        let opening = try #require(try replica.spaces().first?.opening)
        let clone = try space.replica(surroundings: TestSurroundings(seed: 77))
        try clone.startLog(opening, in: space.id)
        _ = try clone.save([.title("klonen", of: 4)], in: space.id)
        try clone.seal(space.id, with: member.key)
        return try clone.allSegments(of: space.id)
    }

    private func views(of replica: Replica) throws -> [[Value?]] {
        try (1...3 as ClosedRange<UInt64>).map { number in
            let view = try #require(try replica.record(TestSchema.key(number), in: space.id))
            return [
                view[TestSchema.title]?.shown, .bool(view.isWithdrawn), .bool(view.hasOpenConflict),
                .group(view[TestSchema.tags]?.elements ?? []),
            ]
        }
    }

    // MARK: Servers

    private func server() throws -> Replica { try space.server(at: .file(path)) }

    @Test func `a server that is started again goes on in its generation`() throws {
        var first: Replica? = try server()
        let laptop = try space.laptop(member)
        _ = try laptop.save([.title("ett", of: 1)], in: space.id)
        try first.map { _ = try laptop.push(to: $0, of: space.id, with: member.key) }
        let stream = try first?.stream(of: space.id)
        first = nil
        #expect(try opened().stream(of: space.id) == stream)
    }

    @Test func `a server that was put back to a copy begins a generation and a control log`() throws {
        var first: Replica? = try server()
        let laptop = try space.laptop(member)
        _ = try laptop.save([.title("ett", of: 1)], in: space.id)
        try first.map { _ = try laptop.push(to: $0, of: space.id, with: member.key) }
        try copy("store.sqlite", to: "copy.sqlite")
        let former = try #require(try first?.stream(of: space.id))
        let log = try first.flatMap { try currentLog(of: $0) }
        _ = try laptop.save([.title("två", of: 2)], in: space.id)
        try first.map { _ = try laptop.push(to: $0, of: space.id, with: member.key) }
        let lost = try #require(try first?.stream(of: space.id))
        first = nil
        try copy("copy.sqlite", to: "store.sqlite")
        let restored = try opened()
        let stream = try #require(try restored.stream(of: space.id))
        #expect(stream.generation != former.generation)
        #expect(try currentLog(of: restored) != log)
        #expect(try restored.holds(former, of: space.id))
        let unknown = StreamPosition(
            generation: Generation(high: 5, low: 5),
            position: lost.position,
            chain: lost.chain
        )
        #expect(try !restored.holds(unknown, of: space.id))
        #expect(try restored.check().problems == [])
        // Opened once more, it stays.
        #expect(try opened(seed: 9).stream(of: space.id) == stream)
    }

    @Test func `a place that the present generation does not hold is known to be lost`() throws {
        let server = try space.server()
        let stream = try #require(try server.stream(of: space.id))
        #expect(try server.holds(stream, of: space.id))
        let beyond = StreamPosition(generation: stream.generation, position: 7, chain: stream.chain)
        #expect(try !server.holds(beyond, of: space.id))
        try server.restartNumbering(of: space.id)
        #expect(try server.holds(beyond, of: space.id), "a former generation proves nothing")
    }
}
