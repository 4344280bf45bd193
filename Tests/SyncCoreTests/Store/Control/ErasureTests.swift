import Foundation
import TestSupport
import Testing

@testable import SyncCore

/// What is left of a value that the control log has erased.
struct ErasureTests {
    private static let canary = "kanariefågel"

    private let space: TestSpace
    private let member: TestMember
    private let folder: TestFolder
    private let server: Replica

    init() throws {
        space = try TestSpace(seed: 61)
        member = try space.member("Björk")
        folder = try TestFolder()
        server = try space.server(at: .file(folder.file("server.sqlite")))
    }

    /// A laptop that has recorded the canary in a title, with a gravity in the same change, and pushed it.
    private func pushedLaptop() throws -> Replica {
        let laptop = try space.laptop(member, at: .file(folder.file("laptop.sqlite")))
        let edits = RecordEdit(
            record: TestSchema.key(1),
            edits: [
                .set(TestSchema.title, .text(Self.canary)), .set(TestSchema.gravity, .enumeration(3)),
                .add(TestSchema.tags, [.text("tagg-" + Self.canary)]),
            ]
        )
        _ = try laptop.save([edits, .title("annat", of: 2)], in: space.id)
        try laptop.push(to: server, of: space.id, with: member.key)
        return laptop
    }

    private func carrier() throws -> Segment {
        try #require(try server.allSegments(of: space.id).first { $0.header.log == member.log(in: space) })
    }

    private func redact(_ numbers: ClosedRange<UInt64>, restating: [(UInt32, Value)] = []) throws {
        let segment = try carrier().id
        let restatements = restating.map { position, value in
            Restatement(
                segment: segment,
                number: numbers.lowerBound,
                position: position,
                value: value.canonicalBytes
            )
        }
        var edits = [Redaction(segment: segment, numbers: numbers, ground: "OSL 21:1").edit]
        if !restatements.isEmpty { edits.append(Restatement.edit(restatements, of: segment)) }
        try space.write(edits, on: server)
    }

    /// The files of the folder in which the canary stands, in whatever case.
    private func filesWithCanary() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { name in
            let bytes = try Data(contentsOf: URL(filePath: folder.file(name)))
            return bytes.range(of: Data(Self.canary.utf8)) != nil
        }
    }

    @Test func `a redacted value is in no file of any replica, and its entries stay`() throws {
        let laptop = try pushedLaptop()
        _ = try laptop.records(matching: RecordQuery(), in: space.id)
        _ = try server.records(matching: RecordQuery(), in: space.id)
        #expect(try !filesWithCanary().isEmpty)
        try redact(1...1)
        try laptop.pull(from: server, of: space.id)
        #expect(try filesWithCanary() == [])
        for replica in [laptop, server] {
            let view = try #require(try replica.record(TestSchema.key(1), in: space.id))
            #expect(view[TestSchema.title]?.live.map(\.content) == [.redacted])
            #expect(
                try replica.record(TestSchema.key(2), in: space.id)?[TestSchema.title]?.shown
                    == .text("annat")
            )
            var search = RecordQuery()
            search.text = Self.canary
            #expect(try replica.records(matching: search, in: space.id).records.isEmpty)
            #expect(try replica.check().problems == [])
            #expect(try replica.check().spaces.first?.incompleteSegments == 0)
            let history = try replica.history(of: TestSchema.key(1), in: space.id)
            #expect(history.map(\.redaction?.ground) == ["OSL 21:1"])
        }
        #expect(try laptop.digest(of: space.id) == server.digest(of: space.id))
    }

    @Test func `whoever brings the segment again, it is stored without what was erased`() throws {
        let laptop = try pushedLaptop()
        let whole = try laptop.allSegments(of: space.id)
        try redact(1...1)
        let other = try space.replica(at: .file(folder.file("other.sqlite")))
        try other.pull(from: server, of: space.id)
        #expect(try other.ingest(whole, of: space.id) == [.stored(position: nil)])
        let late = try space.replica(at: .file(folder.file("late.sqlite")))
        let control = try server.allSegments(of: space.id).filter { $0.header.log != member.log(in: space) }
        try late.ingest(control, of: space.id)
        #expect(try late.ingest(whole, of: space.id) == [.stored(position: nil)])
        for replica in [other, late] {
            #expect(try replica.digest(of: space.id) == server.digest(of: space.id))
            #expect(try replica.check().problems == [])
        }
        try laptop.pull(from: server, of: space.id)
        #expect(try filesWithCanary() == [])
    }

    @Test func `the other values of a redacted change can be restated, and erased later themselves`() throws {
        let laptop = try pushedLaptop()
        // Values are in the order of the fields: title, gravity, tags.
        try redact(1...1, restating: [(1, .enumeration(3)), (2, .text("tagg-" + Self.canary))])
        try laptop.pull(from: server, of: space.id)
        let view = try #require(try laptop.record(TestSchema.key(1), in: space.id))
        #expect(view[TestSchema.title]?.shown == nil)
        #expect(view[TestSchema.gravity]?.shown == .enumeration(3))
        #expect(view[TestSchema.tags]?.elements == [.text("tagg-" + Self.canary)])
        #expect(try !filesWithCanary().isEmpty)
        // The restatement is the second change of the control segment that carries the redaction.
        let restating = try #require(
            try server.allSegments(of: space.id).last { $0.header.log != member.log(in: space) }
        )
        let number = restating.header.last
        let again = Redaction(segment: restating.id, numbers: number...number, ground: "även taggen")
        try space.write([again.edit], on: server)
        try laptop.pull(from: server, of: space.id)
        for replica in [laptop, server] {
            let view = try #require(try replica.record(TestSchema.key(1), in: space.id))
            #expect(view[TestSchema.gravity]?.live.map(\.content) == [.redacted])
            #expect(view[TestSchema.tags]?.elements == [])
            #expect(try replica.check().problems == [])
        }
        #expect(try filesWithCanary() == [])
    }

    @Test func `what a redacted change superseded stays superseded`() throws {
        let laptop = try pushedLaptop()
        _ = try laptop.save([.title("rättat", of: 1)], in: space.id)
        _ = try laptop.push(to: server, of: space.id, with: member.key)
        let second = try #require(
            try server.allSegments(of: space.id).last { $0.header.log == member.log(in: space) }
        )
        let ground = Redaction(segment: second.id, numbers: 3...3, ground: "gallring")
        try space.write([ground.edit], on: server)
        let view = try #require(try server.record(TestSchema.key(1), in: space.id))
        #expect(view[TestSchema.title]?.live.map(\.content) == [.redacted])
    }

    @Test func `an erasure that was cut short is completed when the store is opened`() throws {
        let laptop = try pushedLaptop()
        _ = try laptop.records(matching: RecordQuery(), in: space.id)
        let segment = try carrier()
        let redaction = Redaction(segment: segment.id, numbers: 1...1, ground: "OSL 21:1")
        try space.write([redaction.edit], on: server)
        let control = try server.allSegments(of: space.id).filter { $0.header.log != segment.header.log }
        let batch = IncomingBatch(space: space.id, segments: control, placement: .none)
        var verifier = try laptop.file.read { try $0.verifier(for: batch) }
        let verdicts = verifier.verify(control)
        var generator = SeededGenerator(seed: 1)
        try laptop.file.write { storage in
            var ingest = Ingest(in: storage, now: 0)
            _ = try ingest.take(batch, verdicts: verdicts)
            try ingest.finish(using: &generator)
        }
        #expect(try laptop.file.read { try $0.isErasing() })
        _ = try space.replica(at: .file(folder.file("laptop.sqlite")))
        #expect(try !laptop.file.read { try $0.isErasing() })
        #expect(try filesWithCanary() == [])
    }

    @Test func `a rebuild erases what a damaged store still holds`() throws {
        let laptop = try pushedLaptop()
        let whole = try laptop.allSegments(of: space.id)
        try redact(1...1)
        try laptop.pull(from: server, of: space.id)
        try laptop.file.write { storage in
            let held = try #require(try storage.segment(whole[0].id))
            try storage.replaceBytes(of: held.key, by: whole[0])
        }
        #expect(try laptop.check().problems == [.notErased(space.id, whole[0].id)])
        _ = try laptop.rebuild()
        #expect(try laptop.check().problems == [])
        #expect(try filesWithCanary() == [])
    }

    @Test func `what a clone sealed and was erased is erased where it is still unsealed`() throws {
        let laptop = try space.laptop(member, at: .file(folder.file("laptop.sqlite")))
        _ = try laptop.save([.title(Self.canary, of: 1)], in: space.id)
        for suffix in ["", "-wal", "-witness"] {
            try FileManager.default.copyItem(
                atPath: folder.file("laptop.sqlite" + suffix),
                toPath: folder.file("clone.sqlite" + suffix)
            )
        }
        let clone = try space.replica(at: .file(folder.file("clone.sqlite")))
        _ = try clone.save([.title("annat", of: 2)], in: space.id)
        try laptop.push(to: server, of: space.id, with: member.key)
        try redact(1...1)
        try clone.pull(from: server, of: space.id)
        try laptop.pull(from: server, of: space.id)
        #expect(try clone.spaces().first?.leftLogs == 1)
        #expect(try clone.record(TestSchema.key(2), in: space.id)?[TestSchema.title]?.shown == .text("annat"))
        #expect(try clone.check().problems == [])
        #expect(try filesWithCanary() == [])
    }

    @Test func `a segment that waits is erased too if it comes again without its values`() throws {
        let laptop = try pushedLaptop()
        for word in ["nästa", "sista"] {
            _ = try laptop.save([.title("\(word) \(Self.canary)", of: 3)], in: space.id)
            try laptop.push(to: server, of: space.id, with: member.key)
        }
        let whole = try server.allSegments(of: space.id).filter { $0.header.log == member.log(in: space) }
        for segment in whole {
            let numbers = segment.header.first...segment.header.last
            let redaction = Redaction(segment: segment.id, numbers: numbers, ground: "OSL 21:1")
            try space.write([redaction.edit], on: server)
        }
        let all = try server.allSegments(of: space.id)
        let erased = all.filter { $0.header.log == member.log(in: space) }
        let late = try space.replica(at: .file(folder.file("late.sqlite")))
        // Nobody has told whose log it is yet, so that its signature waits too.
        #expect(try late.ingest([whole[2]], of: space.id) == [.gap(wanted: whole[1].id)])
        try late.ingest([erased[0]], of: space.id)
        #expect(try late.ingest([erased[2]], of: space.id) == [.gap(wanted: whole[1].id)])
        try late.ingest([erased[1]], of: space.id)
        try late.ingest(all, of: space.id)
        try laptop.pull(from: server, of: space.id)
        #expect(try late.check().problems == [])
        #expect(try filesWithCanary() == [])
    }
}
