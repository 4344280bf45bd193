import TestSupport
import Testing

@testable import SyncCore

struct ForkTests {
    private let space: TestSpace
    private let member: TestMember

    init() throws {
        space = try TestSpace(seed: 31)
        member = try space.member("Björk")
    }

    /// A laptop whose disk was cloned after a first segment: both go on.
    private func clones(_ count: Int) throws -> [Replica] {
        let first = try space.laptop(member)
        _ = try first.save([.title("gemensam", of: 1)], in: space.id)
        try first.seal(space.id, with: member.key)
        let common = try first.allSegments(of: space.id)
        return try (0..<UInt64(count)).map { index in
            let clone = try space.clone(of: member, holding: common, seed: 100 + index)
            _ = try clone.save(
                [.title("gren \(index)", of: 1), .title("egen", of: 10 + index)],
                in: space.id
            )
            try clone.seal(space.id, with: member.key)
            return clone
        }
    }

    @Test func `both branches of a forked log are kept and merged, and the log is marked`() throws {
        let clones = try clones(2)
        let other = try space.replica()
        try other.ingest(clones[0].allSegments(of: space.id), of: space.id)
        let outcomes = try other.ingest(clones[1].allSegments(of: space.id), of: space.id)
        #expect(outcomes == [.stored(position: nil), .forked(position: nil)])
        #expect(try other.vector(of: space.id).heads.values.map(\.count) == [2])
        #expect(try other.spaces().first?.forkedLogs == 1)
        #expect(try other.record(TestSchema.key(10), in: space.id) != nil)
        #expect(try other.record(TestSchema.key(11), in: space.id) != nil)
        let title = try other.record(TestSchema.key(1), in: space.id)?[TestSchema.title]
        #expect(title?.live.count == 2)
    }

    @Test func `branches give the same state in either order`() throws {
        let clones = try clones(3)
        let segments = try clones.flatMap { try $0.allSegments(of: space.id) }
        let there = try space.replica()
        try there.ingest(segments, of: space.id)
        let back = try space.replica()
        for segment in segments.reversed() { try back.ingest([segment], of: space.id) }
        #expect(try there.digest(of: space.id) == back.digest(of: space.id))
        #expect(try there.vector(of: space.id) == back.vector(of: space.id))
    }

    @Test func `a log with too many branches takes no further one`() throws {
        let clones = try clones(Limits.logHeads + 1)
        let other = try space.replica()
        var outcomes: [IngestOutcome] = []
        for clone in clones { outcomes = try other.ingest(clone.allSegments(of: space.id), of: space.id) }
        #expect(outcomes == [.forked(position: nil), .refused(.tooManyBranches)])
        #expect(try other.vector(of: space.id).heads.values.map(\.count) == [Limits.logHeads])
    }

    @Test func `a device that meets its own log from elsewhere loses nothing that it has not sealed`() throws
    {
        let clones = try clones(2)
        _ = try clones[0].save([.title("osparat", of: 20)], in: space.id)
        try clones[0].ingest(clones[1].allSegments(of: space.id), of: space.id)
        #expect(try clones[0].spaces().first?.leftLogs == 1)
        #expect(try clones[0].spaces().first?.unsealedChanges == 1)
        try clones[0].seal(space.id, with: member.key)
        #expect(try clones[0].record(TestSchema.key(20), in: space.id) != nil)
        #expect(try clones[0].check().problems == [])
        try clones[1].ingest(clones[0].allSegments(of: space.id), of: space.id)
        #expect(try clones[0].digest(of: space.id) == clones[1].digest(of: space.id))
        #expect(try clones[0].vector(of: space.id) == clones[1].vector(of: space.id))
    }

    @Test func `a new log of the device takes later saves, and the former one is still sealed`() throws {
        let laptop = try space.laptop(member)
        _ = try laptop.save([.title("gammal logg", of: 1)], in: space.id)
        let opening = member.opening(nonce: [UInt8](repeating: 9, count: 16))
        try laptop.startLog(opening, in: space.id)
        let names = try laptop.save([.title("ny logg", of: 2)], in: space.id)
        #expect(names.map(\.log) == [opening.logID(in: space.id)])
        #expect(names.map(\.number) == [1])
        #expect(try laptop.seal(space.id, with: member.key).count == 2)
        #expect(try laptop.spaces().first?.unsealedChanges == 0)
    }
}
