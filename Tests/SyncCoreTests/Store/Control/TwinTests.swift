import TestSupport
import Testing

@testable import SyncCore

/// A change that copies of a log have sealed twice: in each of the two branches.
struct TwinTests {
    private static let canary = "kanariefågel"

    private let space: TestSpace
    private let member: TestMember
    private let server: Replica
    private let laptop: Replica
    private let clone: Replica
    private var log: LogID { member.log(in: space) }

    /// Both copies of the laptop hold one change that is not sealed yet.
    init() throws {
        space = try TestSpace(seed: 83)
        member = try space.member("Björk")
        server = try space.server()
        laptop = try space.laptop(member)
        clone = try space.laptop(member)
        let edits = [
            RecordEdit(
                record: TestSchema.key(1),
                edits: [
                    .set(TestSchema.title, .text(Self.canary)), .set(TestSchema.gravity, .enumeration(2)),
                ]
            )
        ]
        #expect(try laptop.save(edits, in: space.id) == clone.save(edits, in: space.id))
        // So that the branches have other segments.
        _ = try clone.save([.title("gren två", of: 2)], in: space.id)
    }

    private func push(_ replica: Replica) throws {
        try replica.push(to: server, of: space.id, with: member.key)
    }

    private func title(on replica: Replica) throws -> Value? {
        try replica.record(TestSchema.key(1), in: space.id)?[TestSchema.title]?.shown
    }

    private func redact() throws {
        let sought = SoughtValues(
            [Value.text(Self.canary).canonicalBytes],
            of: TestSchema.title,
            in: TestSchema.note
        )
        let found = try server.changes(holding: sought, in: space.id, limit: .max)
        _ = try server.redact(
            found.map { RedactionChoice($0, extent: .values(sought)) },
            ground: "OSL 21:1",
            in: space.id,
            sealingWith: space.serverKey
        )
    }

    @Test func `it counts for what either branch lets it, whichever comes first`() throws {
        try push(laptop)
        try space.limit(log, to: [], on: server)
        try push(clone)
        #expect(try title(on: server) == .text(Self.canary))
        #expect(try server.record(TestSchema.key(2), in: space.id)?.fields.isEmpty != false)
        #expect(try server.check().problems == [])

        let segments = try server.allSegments(of: space.id)
        for seed in UInt64(1)...20 {
            var generator = SeededGenerator(seed: seed)
            let other = try space.replica()
            for segment in segments.shuffled(using: &generator) {
                try other.ingest([segment], of: space.id)
            }
            #expect(try title(on: other) == .text(Self.canary), "seed \(seed)")
            #expect(try other.digest(of: space.id) == server.digest(of: space.id), "seed \(seed)")
            #expect(try other.check().problems == [], "seed \(seed)")
        }
    }

    @Test func `what is erased of it in one branch is erased in the other, also if that comes later`()
        throws
    {
        try push(laptop)
        try redact()
        try push(clone)
        #expect(try server.redactTwins(of: space.id, sealingWith: space.serverKey))
        for segment in try server.allSegments(of: space.id) {
            for (number, leaf) in zip(segment.header.first..., try segment.leaves()) {
                let change = try leaf.change(in: segment.header.log, number: number)
                let values = change.writes.flatMap(\.contents)
                #expect(!values.contains(.value(Value.text(Self.canary).canonicalBytes)))
            }
        }
        let view = try #require(try server.record(TestSchema.key(1), in: space.id))
        #expect(view[TestSchema.title]?.isRedacted == true)
        #expect(view[TestSchema.gravity]?.shown == .enumeration(2))
        #expect(try server.check().problems == [])
        #expect(try !server.redactTwins(of: space.id, sealingWith: space.serverKey))
    }
}
