import FoundationEssentials
import SwiftProtobuf
import TestSupport
import Testing

@testable import SyncCore

struct HoleTests {
    private let space: TestSpace
    private let member: TestMember
    private let whole: Segment
    private let digest: StateDigest

    init() throws {
        space = try TestSpace(seed: 41)
        member = try space.member("Björk")
        let laptop = try space.laptop(member)
        _ = try laptop.save([.title("ett", of: 1), .title("två", of: 2)], in: space.id)
        try laptop.seal(space.id, with: member.key)
        whole = try laptop.allSegments(of: space.id)[0]
        digest = try laptop.digest(of: space.id)
    }

    /// The segment without the payloads of some leaves.
    private func segment(without holes: Set<Int>) throws -> Segment {
        var body = WireSegmentBody()
        for (index, leaf) in try whole.leaves().enumerated() {
            body.leaves.append(Data(try holes.contains(index) ? leaf.redacted().bytes : leaf.bytes))
        }
        return try Segment(
            headerBytes: whole.headerBytes,
            signature: whole.signature,
            body: Zstd.compress(body.serializedBytes())
        )
    }

    @Test func `a segment with a hole is stored, forwarded, and answered as incomplete`() throws {
        let other = try space.replica()
        let holed = try segment(without: [0])
        #expect(try other.ingest([holed], of: space.id) == [.incomplete])
        #expect(try other.ingest([holed], of: space.id) == [.incomplete])
        #expect(try other.allSegments(of: space.id) == [holed])
        #expect(try other.record(TestSchema.key(1), in: space.id)?[TestSchema.title]?.shown == nil)
        #expect(try other.record(TestSchema.key(2), in: space.id)?[TestSchema.title]?.shown == .text("två"))
        #expect(try other.check().spaces.first?.incompleteSegments == 1)
    }

    @Test func `a hole is filled when the payload comes`() throws {
        let other = try space.replica()
        try other.ingest([segment(without: [0])], of: space.id)
        #expect(try other.ingest([whole], of: space.id) == [.stored(position: nil)])
        #expect(try other.allSegments(of: space.id) == [whole])
        #expect(try other.digest(of: space.id) == digest)
        #expect(try other.check().problems == [])
    }

    @Test func `two copies with different holes make a whole`() throws {
        let other = try space.replica()
        try other.ingest([segment(without: [0])], of: space.id)
        #expect(try other.ingest([segment(without: [1])], of: space.id) == [.stored(position: nil)])
        #expect(try other.digest(of: space.id) == digest)
        #expect(try other.check().problems == [])
    }

    @Test func `a copy with a hole takes nothing from a whole one`() throws {
        let other = try space.replica()
        try other.ingest([whole], of: space.id)
        #expect(try other.ingest([segment(without: [0, 1])], of: space.id) == [.stored(position: nil)])
        #expect(try other.allSegments(of: space.id) == [whole])
    }

    @Test func `who has pulled the hole meets the payload under a new number`() throws {
        let server = try space.server()
        let reader = try space.replica()
        func push(_ segment: Segment) throws -> [IngestOutcome] {
            try server.ingest([IncomingBatch(space: space.id, segments: [segment], placement: .number)])[0]
        }
        #expect(try push(segment(without: [1])) == [.incomplete])
        try reader.pull(from: server, of: space.id)
        #expect(try reader.digest(of: space.id) != digest)
        _ = try push(whole)
        #expect(try server.stream(of: space.id)?.position == 2)
        try reader.pull(from: server, of: space.id)
        #expect(try reader.digest(of: space.id) == digest)
        #expect(try server.check().problems == [])
    }
}
