import TestSupport
import Testing

@testable import SyncCore

/// What is found, planned and written where a reviewer wants values erased.
struct RedactingTests {
    private static let canary = "kanariefågel"

    private let space: TestSpace
    private let member: TestMember
    private let server: Replica
    private let laptop: Replica

    init() throws {
        space = try TestSpace(seed: 77)
        member = try space.member("Björk")
        server = try space.server()
        laptop = try space.laptop(member)
    }

    private func record(_ edits: [RecordEdit]) throws {
        _ = try laptop.save(edits, in: space.id)
        try laptop.push(to: server, of: space.id, with: member.key)
    }

    private func sought(_ text: String) -> SoughtValues {
        SoughtValues([Value.text(text).canonicalBytes], of: TestSchema.title, in: TestSchema.note)
    }

    private func found(_ sought: SoughtValues) throws -> [PlacedChange] {
        try server.changes(holding: sought, in: space.id, limit: .max)
    }

    @discardableResult
    private func redact(_ choices: [RedactionChoice]) throws -> RedactionPlan {
        try server.redact(choices, ground: "OSL 21:1", in: space.id, sealingWith: space.serverKey)
    }

    @Test func `a text is found in every field of every record, also where it is superseded`() throws {
        try record([.title(Self.canary, of: 1), .title("annat", of: 1), .title("helt annat", of: 3)])
        try record([
            RecordEdit(record: TestSchema.key(2), edits: [.add(TestSchema.tags, [.text(Self.canary)])])
        ])
        let changes = try found(sought(Self.canary))
        #expect(changes.map(\.change.record) == [TestSchema.key(1), TestSchema.key(2)])
        #expect(
            changes.map { $0.fields(holding: sought(Self.canary)) } == [
                [TestSchema.title], [TestSchema.tags],
            ]
        )
        #expect(changes.map(\.pseudonym) == ["Björk", "Björk"])
        #expect(changes.map(\.redaction) == [nil, nil])
        #expect(try server.changes(holding: sought(Self.canary), in: space.id, limit: 1).count == 1)
        #expect(
            try server.changes(of: [TestSchema.key(1)], in: space.id).map(\.change.name.number) == [1, 2]
        )
    }

    @Test func `a choice is found in its own field only, and what a cleared field holds nowhere`() throws {
        try record([
            .set(TestSchema.gravity, .enumeration(3), of: 1), .set(TestSchema.status, .enumeration(3), of: 2),
            RecordEdit(record: TestSchema.key(1), edits: [.clear(TestSchema.gravity)]),
        ])
        let values = [Value.enumeration(3), .empty].map(\.canonicalBytes)
        let gravity = SoughtValues(values, of: TestSchema.gravity, in: TestSchema.note)
        #expect(try found(gravity).map(\.change.record) == [TestSchema.key(1)])
    }

    @Test func `neighbours are redacted in one run, and the history says when and why`() throws {
        try record([.title("ett", of: 1), .title("två", of: 1), .title("annat", of: 2), .title("tre", of: 1)])
        let changes = try server.changes(of: [TestSchema.key(1)], in: space.id)
        let plan = try redact(changes.map { RedactionChoice($0, extent: .all) })
        #expect(plan.redactions.map(\.numbers) == [1...2, 4...4])
        #expect(plan.changeCount == 3)
        try laptop.pull(from: server, of: space.id)
        for entry in try laptop.history(of: TestSchema.key(1), in: space.id) {
            #expect(entry.redaction?.ground == "OSL 21:1")
            #expect(try #require(entry.redactedAt) > entry.change.time)
        }
        #expect(try laptop.history(of: TestSchema.key(2), in: space.id).map(\.redactedAt) == [nil])
    }

    @Test func `what is erased already is not erased again, and nothing is written`() throws {
        try record([.title(Self.canary, of: 1)])
        let choices = try found(sought(Self.canary)).map { RedactionChoice($0, extent: .all) }
        try redact(choices)
        let before = try server.stream(of: space.id)
        #expect(try redact(choices).redactions.isEmpty)
        #expect(try server.stream(of: space.id) == before)
    }

    @Test func `of two reviewers at once, neither restates what the other erases`() throws {
        try record([
            RecordEdit(
                record: TestSchema.key(1),
                edits: [
                    .set(TestSchema.title, .text(Self.canary)), .set(TestSchema.gravity, .enumeration(3)),
                    .add(TestSchema.tags, [.text("tagg")]),
                ]
            )
        ])
        let tag = SoughtValues([Value.text("tagg").canonicalBytes], of: TestSchema.tags, in: TestSchema.note)
        let first = try found(sought(Self.canary)).map {
            RedactionChoice($0, extent: .values(sought(Self.canary)))
        }
        let second = try found(tag).map { RedactionChoice($0, extent: .values(tag)) }
        try redact(first)
        try redact(second)
        try laptop.pull(from: server, of: space.id)
        for replica in [server, laptop] {
            let view = try #require(try replica.record(TestSchema.key(1), in: space.id))
            #expect(view[TestSchema.title]?.live.map(\.content) == [.redacted])
            #expect(view[TestSchema.tags]?.live.map(\.content) == [.redacted])
            #expect(view[TestSchema.gravity]?.shown == .enumeration(3))
            #expect(try replica.check().problems == [])
        }
        #expect(try found(sought(Self.canary)).isEmpty)
        #expect(try found(tag).isEmpty)
    }

    @Test func `a withdrawn record whose changes are erased stays withdrawn`() throws {
        try record([.title(Self.canary, of: 1), RecordEdit(record: TestSchema.key(1), edits: [.withdraw])])
        let changes = try server.changes(of: [TestSchema.key(1)], in: space.id)
        #expect(changes.map(\.holdsValues) == [true, false])
        try redact(changes.map { RedactionChoice($0, extent: .all) })
        let view = try #require(try server.record(TestSchema.key(1), in: space.id))
        #expect(view.isWithdrawn)
        #expect(view[TestSchema.title]?.live.map(\.content) == [.redacted])
    }

    @Test func `what waits for its predecessor is found, and erased before it counts`() throws {
        _ = try laptop.save([.title("först", of: 1)], in: space.id)
        try laptop.seal(space.id, with: member.key)
        _ = try laptop.save([.title(Self.canary, of: 1)], in: space.id)
        try laptop.seal(space.id, with: member.key)
        let segments = try laptop.allSegments(of: space.id)
        try server.ingest([segments[1]], of: space.id)
        let waiting = try found(sought(Self.canary))
        #expect(waiting.map(\.pseudonym) == [nil])
        try redact(waiting.map { RedactionChoice($0, extent: .all) })
        #expect(try found(sought(Self.canary)).isEmpty)
        try server.ingest(segments, of: space.id)
        #expect(try found(sought(Self.canary)).isEmpty)
        let view = try #require(try server.record(TestSchema.key(1), in: space.id))
        #expect(view[TestSchema.title]?.live.map(\.content) == [.redacted])
        #expect(try server.check().problems == [])
    }

    @Test func `many large values of a change are restated in changes that fit`() throws {
        let tags = (0..<60).map { Value.text("\($0)" + String(repeating: "å", count: 500)) }
        let edits: [FieldEdit] = [.set(TestSchema.title, .text(Self.canary)), .add(TestSchema.tags, tags)]
        try record([RecordEdit(record: TestSchema.key(1), edits: edits)])
        try redact(
            try found(sought(Self.canary)).map {
                RedactionChoice($0, extent: .values(sought(Self.canary)))
            }
        )
        try laptop.pull(from: server, of: space.id)
        let view = try #require(try laptop.record(TestSchema.key(1), in: space.id))
        #expect(view[TestSchema.title]?.shown == nil)
        #expect(Set(view[TestSchema.tags]?.elements ?? []) == Set(tags))
        // Then one of them, of those that were restated.
        let tag = SoughtValues([tags[7].canonicalBytes], of: TestSchema.tags, in: TestSchema.note)
        try redact(try found(tag).map { RedactionChoice($0, extent: .values(tag)) })
        try laptop.pull(from: server, of: space.id)
        let left = try #require(try laptop.record(TestSchema.key(1), in: space.id))
        #expect(Set(left[TestSchema.tags]?.elements ?? []) == Set(tags).subtracting([tags[7]]))
        #expect(try found(tag).isEmpty)
    }

    @Test func `a value that is too large to stay alone keeps its change, and nothing is written`() throws {
        let large = Value.text(String(repeating: "a", count: Limits.changeBytes - 130))
        let edits: [FieldEdit] = [.set(TestSchema.title, .text("b")), .add(TestSchema.tags, [large])]
        try record([RecordEdit(record: TestSchema.key(1), edits: edits)])
        let before = try server.stream(of: space.id)
        let changes = try found(sought("b"))
        #expect(throws: StoreError.changeTooLarge(TestSchema.key(1))) {
            try redact(changes.map { RedactionChoice($0, extent: .values(sought("b"))) })
        }
        #expect(try server.stream(of: space.id) == before)
        try redact(changes.map { RedactionChoice($0, extent: .all) })
        #expect(try found(sought("b")).isEmpty)
    }
}
