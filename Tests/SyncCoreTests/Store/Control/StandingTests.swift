import TestSupport
import Testing

@testable import SyncCore

/// What a log counts for once a standing change has ended or lessened it.
struct StandingTests {
    private let space: TestSpace
    private let member: TestMember
    private let server: Replica
    private let laptop: Replica
    private var log: LogID { member.log(in: space) }

    init() throws {
        space = try TestSpace(seed: 51)
        member = try space.member("Björk")
        server = try space.server()
        laptop = try space.laptop(member)
    }

    /// Saves on the laptop and brings it to the server.
    @discardableResult
    private func push(_ edits: [RecordEdit]) throws -> [IngestOutcome] {
        _ = try laptop.save(edits, in: space.id)
        return try laptop.push(to: server, of: space.id, with: member.key)
    }

    private func title(_ number: UInt64, on replica: Replica) throws -> Value? {
        try replica.record(TestSchema.key(number), in: space.id)?[TestSchema.title]?.shown
    }

    @Test func `what a log wrote before its end counts, and what comes later is kept and held back`() throws {
        try push([.title("före", of: 1)])
        try space.limit(log, to: [], on: server)
        let outcomes = try push([.title("efter", of: 1), .title("nytt", of: 2)])
        guard case .held(.some) = outcomes.first else {
            Issue.record("\(outcomes)")
            return
        }
        #expect(try title(1, on: server) == .text("före"))
        #expect(try title(2, on: server) == nil)
        let history = try server.history(of: TestSchema.key(1), in: space.id)
        #expect(history.map(\.heldBack) == [[], [TestSchema.title]])
        #expect(try server.check().problems == [])
    }

    @Test func `a demoted log's writes count as far as the rights that are left`() throws {
        try space.limit(log, to: .write, on: server)
        try push([
            .title("titel", of: 1), .set(TestSchema.approval, .enumeration(2), of: 1),
        ])
        #expect(try title(1, on: server) == .text("titel"))
        #expect(
            try server.record(TestSchema.key(1), in: space.id)?[TestSchema.approval]?.shown == nil
        )
    }

    @Test func `what was held back counts once it is released, everywhere`() throws {
        try push([.title("före", of: 1)])
        let end = try space.limit(log, to: [], on: server)
        try push([.title("efter", of: 1)])
        let other = try space.replica()
        try other.pull(from: server, of: space.id)
        #expect(try title(1, on: other) == .text("före"))
        try space.write([end.release], on: server)
        try other.pull(from: server, of: space.id)
        #expect(try title(1, on: other) == .text("efter"))
        #expect(try other.digest(of: space.id) == server.digest(of: space.id))
        #expect(try other.check().problems == [])
    }

    @Test func `the device itself learns that it is held back, and refuses what it may no longer write`()
        throws
    {
        try push([.title("före", of: 1)])
        _ = try laptop.save([.title("osparat", of: 1)], in: space.id)
        try space.limit(log, to: [], on: server)
        try laptop.pull(from: server, of: space.id)
        #expect(try title(1, on: laptop) == .text("före"))
        #expect(throws: StoreError.notPermitted(TestSchema.title, TestSchema.note)) {
            try laptop.save([.title("till", of: 1)], in: space.id)
        }
        try laptop.push(to: server, of: space.id, with: member.key)
        #expect(try laptop.digest(of: space.id) == server.digest(of: space.id))
        #expect(try laptop.check().problems == [])
    }

    @Test func `several standing changes leave what all of them leave`() throws {
        try push([.title("före", of: 1)])
        try space.limit(log, to: .write, on: server)
        try push([.title("mellan", of: 1), .set(TestSchema.approval, .enumeration(1), of: 1)])
        try space.limit(log, to: .review, on: server)
        try push([.title("efter", of: 1), .set(TestSchema.approval, .enumeration(2), of: 1)])
        #expect(try title(1, on: server) == .text("mellan"))
        let view = try server.record(TestSchema.key(1), in: space.id)
        #expect(view?[TestSchema.approval]?.shown == nil)
    }

    @Test func `both branches of a forked log may keep their rights`() throws {
        try push([.title("gemensam", of: 1)])
        let clone = try space.clone(of: member, holding: laptop.allSegments(of: space.id), seed: 9)
        try push([.title("gren ett", of: 2)])
        _ = try clone.save([.title("gren två", of: 3)], in: space.id)
        try clone.push(to: server, of: space.id, with: member.key)
        try space.limit(log, to: [], on: server)
        #expect(try title(2, on: server) == .text("gren ett"))
        #expect(try title(3, on: server) == .text("gren två"))
        try push([.title("sent", of: 2)])
        #expect(try title(2, on: server) == .text("gren ett"))
        #expect(try server.check().problems == [])
    }

    @Test func `a rebuild finds a wrong judgement and mends it`() throws {
        try push([.title("före", of: 1)])
        try space.limit(log, to: [], on: server)
        try push([.title("efter", of: 1)])
        let digest = try server.digest(of: space.id)
        try server.file.write { storage in
            let stored = try storage.space(space.id)
            let log = try storage.log(log, of: stored.key)
            for segment in try log.map({ try storage.placedSegments(in: $0.key) }) ?? [] {
                try storage.setRightsLeft(nil, of: segment.key)
            }
        }
        #expect(try !server.check().problems.isEmpty)
        _ = try server.rebuild()
        #expect(try server.check().problems == [])
        #expect(try server.digest(of: space.id) == digest)
    }
}
