import TestSupport
import Testing

@testable import SyncCore

struct HistoryTests {
    private let space: TestSpace
    private let birch: TestMember
    private let rowan: TestMember
    private let one: Replica
    private let two: Replica

    init() throws {
        space = try TestSpace(seed: 71)
        birch = try space.member("Björk", rights: [.write, .review])
        rowan = try space.member("Rönn", rights: .write)
        one = try space.laptop(birch)
        two = try space.laptop(rowan)
    }

    @Test func `it tells who wrote what, and what took its place`() throws {
        _ = try one.save([.title("först", of: 1), .title("annan post", of: 2)], in: space.id)
        try one.seal(space.id, with: birch.key)
        try two.ingest(one.allSegments(of: space.id), of: space.id)
        _ = try two.save([.title("sedan", of: 1)], in: space.id)

        let history = try two.history(of: TestSchema.key(1), in: space.id)
        #expect(history.map(\.pseudonym) == ["Björk", "Rönn"])
        #expect(history.map(\.rights) == [[.write, .review], .write])
        #expect(history.map { $0.segment == nil } == [false, true])
        let names = history.map(\.change.name)
        let first = EntryName(change: names[0], position: 0)
        #expect(history[0].live == [])
        #expect(history[0].supersededBy == [first: names[1]])
        #expect(history[1].live == [EntryName(change: names[1], position: 0)])
        #expect(history[1].supersededBy == [:])
    }

    @Test func `it is the same before and after sealing, but for the segment`() throws {
        _ = try one.save((0..<5).map { .title("titel \($0)", of: 1) }, in: space.id)
        let before = try one.history(of: TestSchema.key(1), in: space.id)
        try one.seal(space.id, with: birch.key)
        let after = try one.history(of: TestSchema.key(1), in: space.id)
        #expect(before.map(\.change) == after.map(\.change))
        #expect(before.allSatisfy { $0.segment == nil })
        #expect(Set(after.map(\.segment)).count == 1)
        #expect(after.allSatisfy { $0.segment != nil && !$0.isAcknowledged })
    }

    @Test func `a write that does not count supersedes nothing`() throws {
        let approval = RecordEdit.set(TestSchema.approval, .enumeration(1), of: 1)
        let name = try #require(try one.save([approval], in: space.id).first)
        try one.seal(space.id, with: birch.key)
        let entry = EntryName(change: name, position: 0)
        let leaf = try Leaf(
            Change(
                record: TestSchema.key(1),
                time: HybridTime(millisecondsSinceEpoch: 1_900_000_000_000),
                writes: [Write(field: TestSchema.approval, values: [], superseded: [entry])]
            ),
            salt: [UInt8](repeating: 5, count: 16)
        )
        let segment = try Segment(
            sealing: [leaf],
            of: rowan.opening,
            in: space.id,
            at: .start,
            seen: VersionVector().digest,
            key: rowan.key
        )
        try one.ingest([segment], of: space.id)
        let history = try one.history(of: TestSchema.key(1), in: space.id)
        #expect(history.count == 2)
        #expect(history[0].live == [entry])
        #expect(history[0].supersededBy == [:])
    }

    @Test func `a server's own numbering acknowledges a change`() throws {
        let server = try space.server()
        _ = try one.save([.title("x", of: 1)], in: space.id)
        try one.push(to: server, of: space.id, with: birch.key)
        #expect(try server.history(of: TestSchema.key(1), in: space.id).map(\.isAcknowledged) == [true])
        #expect(try one.history(of: TestSchema.key(1), in: space.id).map(\.isAcknowledged) == [true])
    }

    @Test func `a record that is not there has none`() {
        #expect(throws: StoreError.unknownRecord(TestSchema.key(9))) {
            try one.history(of: TestSchema.key(9), in: space.id)
        }
    }
}
