import GRDB
import TestSupport
import Testing

@testable import SyncCore

struct MaintenanceTests {
    private let space: TestSpace
    private let member: TestMember
    private let replica: Replica

    init() throws {
        space = try TestSpace(seed: 81)
        member = try space.member("Björk")
        replica = try space.server()
        try replica.startLog(member.opening, in: space.id)
        for number in 1...5 as ClosedRange<UInt64> {
            _ = try replica.save(
                [.title("post \(number)", of: number)],
                in: space.id,
                sealingWith: member.key
            )
        }
        _ = try replica.save([.title("osparat", of: 6)], in: space.id)
    }

    private func damage(_ sql: String) throws {
        try replica.file.withConnection { try $0.execute(sql: sql) }
    }

    @Test func `a sound store has no problems, and is counted`() throws {
        let report = try replica.check()
        #expect(report.isSound)
        let counts = try #require(report.spaces.first)
        #expect(counts.segments == 5)
        #expect(counts.changes == 6)
        #expect(counts.records == 6)
        #expect(counts.unsealedChanges == 1)
        #expect(counts.danglingReferences == 0)
        #expect(report.clockLead == 0)
    }

    @Test func `a check changes nothing`() throws {
        try damage("UPDATE record SET state = x'ff' WHERE key = 1")
        let before = try replica.states(of: space.id)
        _ = try replica.check()
        #expect(try replica.states(of: space.id) == before)
        #expect(try replica.check().problems == [.state(space.id, TestSchema.key(1))])
    }

    @Test func `a state that is not what its changes give is found and repaired`() throws {
        let sound = try replica.states(of: space.id)
        let digest = try replica.digest(of: space.id)
        try damage("UPDATE record SET state = (SELECT state FROM record WHERE key = 2) WHERE key = 3")
        try damage("UPDATE record SET state = x'ff' WHERE key = 4")
        try damage("DELETE FROM record WHERE key = 5")
        try damage("UPDATE space SET digest = zeroblob(32)")
        let problems = try replica.check().problems
        #expect(
            problems == [
                .state(space.id, TestSchema.key(3)), .state(space.id, TestSchema.key(4)),
                .state(space.id, TestSchema.key(5)), .digest(space.id),
            ]
        )
        var shares: [Double] = []
        let reports = try replica.rebuild { shares.append($0) }
        #expect(reports.map(\.repairedRecords) == [3])
        #expect(reports.map(\.rebuilt) == [digest])
        #expect(reports.map(\.former) == [.zero])
        #expect(shares == [1])
        #expect(try replica.states(of: space.id) == sound)
        #expect(try replica.check().isSound)
        #expect(try replica.records(matching: RecordQuery(), in: space.id).records.count == 6)
    }

    @Test func `a record that no change makes is found and removed`() throws {
        try damage(
            """
            INSERT INTO record (space, kind, id, state)
            SELECT space, kind, randomblob(16), state FROM record WHERE key = 1
            """
        )
        #expect(try replica.check().problems.count == 1)
        _ = try replica.rebuild()
        #expect(try replica.check().isSound)
    }

    @Test func `a segment whose bytes are damaged is named`() throws {
        let id = try replica.segments(of: space.id, after: 2, countLimit: 1, byteLimit: .max)[0].segment.id
        let key = try replica.file.read { try $0.segment(id)?.key.rawValue } ?? 0
        try damage("UPDATE segment SET body = x'00' WHERE key = \(key)")
        #expect(try replica.check().problems == [.segment(id, .bodyDoesNotMatch)])
        try damage("UPDATE segment SET signature = zeroblob(64) WHERE key = \(key)")
        #expect(try replica.check().problems == [.segment(id, .wrongSignature(.segment))])
    }

    @Test func `a broken running hash is named with its number`() throws {
        try damage("UPDATE numbering SET chain = zeroblob(32) WHERE position = 4")
        #expect(try replica.check().problems == [.chain(space.id, position: 4)])
        try damage("DELETE FROM numbering WHERE position >= 4")
        #expect(try replica.check().problems == [.chain(space.id, position: 5)])
    }

    @Test func `references to nothing are counted and are no problem`() throws {
        let nothing = EntryName(
            change: ChangeName(log: LogID(high: 1, low: 1), number: 1, leafPrefix: 1),
            position: 0
        )
        let leaf = try Leaf(
            Change(
                record: TestSchema.key(1),
                time: HybridTime(rawValue: 1),
                writes: [Write(field: TestSchema.title, values: [], superseded: [nothing])]
            ),
            salt: [UInt8](repeating: 5, count: 16)
        )
        let rowan = try space.member("Rönn")
        let segment = try Segment(
            sealing: [leaf],
            of: rowan.opening,
            in: space.id,
            at: .start,
            seen: VersionVector().digest,
            key: rowan.key
        )
        try replica.ingest([segment], of: space.id)
        let report = try replica.check()
        #expect(report.problems == [])
        #expect(report.spaces.first?.danglingReferences == 1)
    }

    @Test func `a clock that was led astray is told`() throws {
        try replica.file.write { storage in
            var stored = try storage.space(space.id)
            stored.clock.absorb(
                HybridTime(millisecondsSinceEpoch: 1_731_664_800_000 + 5_000),
                wallMilliseconds: .max
            )
            try storage.setState(of: stored)
        }
        #expect(try replica.check().clockLead == 5_000)
    }
}
