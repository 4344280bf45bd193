import GRDB
import TestSupport
import Testing

@testable import SyncCore

struct IngestTests {
    private let space: TestSpace
    private let member: TestMember
    private let laptop: Replica

    init() throws {
        space = try TestSpace(seed: 21)
        member = try space.member("Björk")
        laptop = try space.laptop(member)
    }

    /// Saves and seals one segment a title.
    private func segments(_ titles: [String]) throws -> [Segment] {
        for title in titles {
            _ = try laptop.save([.title(title, of: 1)], in: space.id)
            try laptop.seal(space.id, with: member.key)
        }
        return try laptop.allSegments(of: space.id)
    }

    @Test func `segments give another replica the same state`() throws {
        let segments = try segments(["ett", "två"])
        let other = try space.replica()
        #expect(try other.ingest(segments, of: space.id) == [.stored(position: nil), .stored(position: nil)])
        #expect(try other.digest(of: space.id) == laptop.digest(of: space.id))
        #expect(try other.vector(of: space.id) == laptop.vector(of: space.id))
        #expect(try other.allSegments(of: space.id) == segments)
    }

    @Test func `a segment that comes again is answered as stored and changes nothing`() throws {
        let segments = try segments(["ett", "två"])
        let server = try space.server()
        let batch = IncomingBatch(space: space.id, segments: segments, placement: .number)
        let first = try server.ingest([batch])
        let stream = try server.stream(of: space.id)
        let digest = try server.digest(of: space.id)
        #expect(try server.ingest([batch, batch]) == first + first)
        #expect(try server.stream(of: space.id) == stream)
        #expect(try server.digest(of: space.id) == digest)
    }

    @Test func `a segment whose predecessor is missing waits, and is merged when it comes`() throws {
        let segments = try segments(["ett", "två", "tre", "fyra"])
        let other = try space.replica()
        #expect(try other.ingest([segments[3]], of: space.id) == [.gap(wanted: segments[2].id)])
        #expect(try other.ingest([segments[2]], of: space.id) == [.gap(wanted: segments[1].id)])
        #expect(try other.ingest([segments[3]], of: space.id) == [.gap(wanted: segments[1].id)])
        #expect(try other.digest(of: space.id) == .zero)
        #expect(try other.vector(of: space.id) == VersionVector())
        let rest = [segments[1], segments[0]]
        #expect(try other.ingest(rest, of: space.id) == [.stored(position: nil), .stored(position: nil)])
        #expect(try other.digest(of: space.id) == laptop.digest(of: space.id))
        #expect(try other.check().spaces.first?.waitingSegments == 0)
    }

    @Test func `what waits is numbered only when it is placed`() throws {
        let segments = try segments(["ett", "två"])
        let server = try space.server()
        let late = IncomingBatch(space: space.id, segments: [segments[1]], placement: .number)
        _ = try server.ingest([late])
        #expect(try server.stream(of: space.id)?.position == 0)
        _ = try server.ingest([IncomingBatch(space: space.id, segments: [segments[0]], placement: .number)])
        let numbered = try server.segments(of: space.id, after: 0, countLimit: 9, byteLimit: .max)
        #expect(numbered.map(\.segment.id) == segments.map(\.id))
    }

    @Test func `a waiting segment with a false signature goes when the chain closes`() throws {
        let segments = try segments(["ett", "två"])
        let forged = try Segment(
            headerBytes: segments[1].headerBytes,
            signature: [UInt8](repeating: 7, count: 64),
            body: segments[1].body
        )
        let other = try space.replica()
        #expect(try other.ingest([forged], of: space.id) == [.gap(wanted: segments[0].id)])
        #expect(try other.ingest([segments[0]], of: space.id) == [.stored(position: nil)])
        #expect(
            try other.vector(of: space.id).heads.values.flatMap(\.self).map(\.segment) == [segments[0].id]
        )
        #expect(try other.ingest([forged], of: space.id) == [.refused(.wrongSignature(.segment))])
        #expect(try other.ingest([segments[1]], of: space.id) == [.stored(position: nil)])
        #expect(try other.digest(of: space.id) == laptop.digest(of: space.id))
    }

    @Test func `a segment with a damaged signature is refused, also one that a sound one continues`() throws {
        let segments = try segments(["ett", "två"])
        let unsigned = try Segment(
            headerBytes: segments[0].headerBytes,
            signature: [UInt8](repeating: 7, count: 64),
            body: segments[0].body
        )
        let run = [unsigned, segments[1]]
        let expected = [
            IngestOutcome.refused(.wrongSignature(.segment)), .gap(wanted: segments[0].id),
        ]
        let other = try space.replica()
        #expect(try other.ingest(run, of: space.id) == expected)
        #expect(try other.ingest([segments[0]], of: space.id) == [.stored(position: nil)])
        #expect(try other.check().problems == [])
        let server = try space.server()
        let batch = IncomingBatch(space: space.id, segments: run, placement: .number)
        #expect(try server.ingest([batch]) == [expected])
    }

    @Test func `what waits and was not signed goes when its writer is known, the sound one comes`() throws {
        let segments = try segments(["ett", "två", "tre"])
        let forged = try Segment(
            headerBytes: segments[2].headerBytes,
            signature: [UInt8](repeating: 7, count: 64),
            body: segments[2].body
        )
        let other = try space.replica()
        #expect(try other.ingest([forged], of: space.id) == [.gap(wanted: segments[1].id)])
        #expect(try other.ingest([segments[0]], of: space.id) == [.stored(position: nil)])
        #expect(try other.check().problems == [])
        #expect(try other.check().spaces.first?.waitingSegments == 0)
        #expect(try other.ingest([segments[2]], of: space.id) == [.gap(wanted: segments[1].id)])
        #expect(try other.ingest([segments[1]], of: space.id) == [.stored(position: nil)])
        #expect(try other.check().spaces.first?.segments == 3)
    }

    @Test func `a member cannot vouch for a segment of another's log`() throws {
        let victim = try segments(["ett"])[0]
        let unsigned = try Segment(
            headerBytes: victim.headerBytes,
            signature: [UInt8](repeating: 7, count: 64),
            body: victim.body
        )
        let mallory = try space.member("Malva")
        let leaf = try Leaf(
            Change(record: TestSchema.key(5), time: HybridTime(rawValue: 9), writes: []),
            salt: [UInt8](repeating: 1, count: 16)
        )
        let claiming = try Segment(
            sealing: [leaf],
            of: mallory.opening,
            in: space.id,
            at: LogPosition(next: 2, previous: unsigned.id),
            seen: VersionVector().digest,
            key: mallory.key
        )
        let other = try space.replica()
        let outcomes = try other.ingest([unsigned, claiming], of: space.id)
        #expect(outcomes == [.refused(.wrongSignature(.segment)), .gap(wanted: unsigned.id)])
        #expect(try other.digest(of: space.id) == .zero)
    }

    @Test func `a segment cannot continue another log's segment`() throws {
        let victim = try segments(["ett"])[0]
        let mallory = try space.member("Malva")
        let own = try space.laptop(mallory)
        _ = try own.save([.title("min", of: 2)], in: space.id)
        try own.seal(space.id, with: mallory.key)
        let leaf = try Leaf(
            Change(record: TestSchema.key(5), time: HybridTime(rawValue: 9), writes: []),
            salt: [UInt8](repeating: 1, count: 16)
        )
        let claiming = try Segment(
            sealing: [leaf],
            of: mallory.opening,
            in: space.id,
            at: LogPosition(next: 2, previous: victim.id),
            seen: VersionVector().digest,
            key: mallory.key
        )
        let other = try space.replica()
        try other.ingest([victim] + own.allSegments(of: space.id), of: space.id)
        #expect(try other.ingest([claiming], of: space.id) == [.refused(.malformed(.header))])
    }

    @Test func `broken segments are refused one by one, and the others are stored`() throws {
        let segments = try segments(["ett"])
        let foreign = try TestSpace(seed: 22)
        let stranger = try foreign.member("Främling")
        let elsewhere = try foreign.laptop(stranger)
        _ = try elsewhere.save([.title("annat", of: 1)], in: foreign.id)
        try elsewhere.seal(foreign.id, with: stranger.key)
        let damaged = try Segment(
            headerBytes: segments[0].headerBytes,
            signature: segments[0].signature,
            body: Array(segments[0].body.dropLast())
        )
        let other = try space.replica()
        let outcomes = try other.ingest(
            elsewhere.allSegments(of: foreign.id) + [damaged] + segments,
            of: space.id
        )
        #expect(outcomes == [.refused(.wrongSpace), .refused(.bodyDoesNotMatch), .stored(position: nil)])
        #expect(try other.digest(of: space.id) == laptop.digest(of: space.id))
    }

    @Test func `a certificate of a key that is not trusted is refused`() throws {
        let replica = try Replica(at: .memory, schema: TestSchema.notes)
        try replica.addSpace(space.id, name: "hv-shared", trusting: [member.key.publicKey])
        #expect(try replica.ingest(segments(["ett"]), of: space.id) == [.refused(.unknownSigner)])
    }

    @Test func `one transaction takes batches of several carriers`() throws {
        let segments = try segments(["ett", "två", "tre"])
        let server = try space.server()
        let batches = segments.map { IncomingBatch(space: space.id, segments: [$0], placement: .number) }
        let outcomes = try server.ingest(batches).flatMap { $0 }
        let positions = outcomes.map { outcome -> UInt64? in
            if case .stored(let position) = outcome { position?.position } else { nil }
        }
        #expect(positions == [1, 2, 3])
        #expect(try server.digest(of: space.id) == laptop.digest(of: space.id))
    }

    @Test func `the clock takes note of other's readings, but not of one that is years ahead`() throws {
        let time = TestSurroundings(seed: 5)
        let other = try space.replica(surroundings: time)
        try other.ingest(segments(["ett"]), of: space.id)
        let absorbed = try other.file.read { try $0.clock() }
        #expect(absorbed.latest > HybridTime(rawValue: 0))
        let wrong = TestSurroundings(seed: 6, milliseconds: time.now + 86_400_000 * 365)
        let rowan = try space.member("Rönn")
        let ahead = try space.laptop(rowan, surroundings: wrong)
        _ = try ahead.save([.title("framtid", of: 2)], in: space.id)
        try ahead.seal(space.id, with: rowan.key)
        try other.ingest(ahead.allSegments(of: space.id), of: space.id)
        #expect(try other.file.read { try $0.clock() } == absorbed)
        #expect(
            try other.record(TestSchema.key(2), in: space.id)?[TestSchema.title]?.shown == .text("framtid")
        )
    }

    @Test func `a write without its right is kept and forwarded, and does not count`() throws {
        let recorder = try space.member("Rönn", rights: .write)
        let leaf = try Leaf(
            Change(
                record: TestSchema.key(1),
                time: HybridTime(millisecondsSinceEpoch: 1_731_664_800_000),
                writes: [Write(field: TestSchema.approval, values: [Value.enumeration(1).canonicalBytes])]
            ),
            salt: [UInt8](repeating: 3, count: 16)
        )
        let segment = try Segment(
            sealing: [leaf],
            of: recorder.opening,
            in: space.id,
            at: .start,
            seen: VersionVector().digest,
            key: recorder.key
        )
        let other = try space.replica()
        #expect(try other.ingest([segment], of: space.id) == [.stored(position: nil)])
        #expect(try other.record(TestSchema.key(1), in: space.id)?[TestSchema.approval] == nil)
        #expect(try other.allSegments(of: space.id) == [segment])
    }

    @Test func `a log's waiting segments take no more room than they are given`() throws {
        let segments = try segments(["ett", "två", "tre"])
        let other = try space.replica()
        try other.ingest([segments[2]], of: space.id)
        try other.file.withConnection { database in
            try database.execute(
                sql: "UPDATE segment SET body = zeroblob(?)",
                arguments: [Limits.waitingBytes]
            )
        }
        #expect(try other.ingest([segments[1]], of: space.id) == [.gap(wanted: segments[0].id)])
        #expect(try other.check().spaces.first?.waitingSegments == 1)
    }
}
