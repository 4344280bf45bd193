import FoundationEssentials
import SwiftProtobuf
import SyncCore
import TestSupport
import Testing

struct SegmentTests {
    private static let texts: [Value] = [.text("Hässelby torg"), .text("Åkermyntan"), .bool(true), .empty]

    private static func sample() throws -> (log: SampleLog, segment: Segment) {
        let log = try SampleLog()
        let changes = texts.enumerated().map { SampleLog.change(of: UInt64($0), to: $1) }
        return (log, try log.segment(of: changes))
    }

    @Test func `a sealed segment is read, verified and opened as it was made`() throws {
        let (log, segment) = try Self.sample()
        let bytes: [UInt8] = try segment.wire.serializedBytes()
        let read = try Segment(decoding: bytes)
        #expect(read == segment)
        try read.verifySignature(by: log.memberKey.publicKey)
        let opening = try #require(read.header.opening)
        #expect(
            try opening.writer(in: SampleLog.space, trusting: [log.serverKey.publicKey])
                == .member([.write, .review])
        )
        #expect(opening.certificate?.pseudonym == "Gråsparv 7")
        let values = try read.leaves().enumerated().map { offset, leaf in
            try leaf.change(in: read.header.log, number: read.header.first + UInt64(offset)).writes[0]
                .contents
        }
        #expect(values == Self.texts.map { [.value($0.canonicalBytes)] })
    }

    @Test func `a header says where its segment stands`() throws {
        let (log, first) = try Self.sample()
        let second = try log.segment(
            of: [SampleLog.change(of: 9, to: .empty)],
            at: LogPosition(next: 5, previous: first.id)
        )
        #expect(first.header.first == 1 && first.header.last == 4 && first.header.previous == nil)
        #expect(second.header.first == 5 && second.header.last == 5 && second.header.previous == first.id)
        #expect(second.header.opening == nil && second.header.log == log.log)
        #expect(first.header.earliest.millisecondsSinceEpoch == 1_731_664_800_000)
        #expect(first.header.latest.millisecondsSinceEpoch == 1_731_664_800_003)
        #expect(second.header.seen == VersionVector().digest)
    }

    @Test func `a segment with redacted leaves opens against the same header`() throws {
        let (_, segment) = try Self.sample()
        let leaves = try segment.leaves()
        var body = WireSegmentBody()
        body.leaves = [Data(leaves[0].bytes)] + (try leaves.dropFirst().map { Data(try $0.redacted().bytes) })
        let redacted = try Segment(
            headerBytes: segment.headerBytes,
            signature: segment.signature,
            body: StoredFrame.raw(body.serializedBytes())
        )
        #expect(redacted.id == segment.id)
        #expect(try redacted.leaves().map(\.hash) == leaves.map(\.hash))
        #expect(try redacted.leaves().map(\.lacksPayload) == [false, true, true, true])
    }

    @Test func `every flipped bit of a segment is refused, or changes nothing that is read`() throws {
        let (log, segment) = try Self.sample()
        let bytes: [UInt8] = try segment.wire.serializedBytes()
        let leaves = try segment.leaves()
        var refused = 0
        for bit in 0..<bytes.count * 8 {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let read = try? Segment(decoding: damaged),
                (try? read.verifySignature(by: log.memberKey.publicKey)) != nil,
                let opened = try? read.leaves()
            else {
                refused += 1
                continue
            }
            #expect(read.headerBytes == segment.headerBytes, "bit \(bit)")
            #expect(opened.map(\.hash) == leaves.map(\.hash), "bit \(bit)")
            for (offset, leaf) in opened.enumerated() {
                let change = try leaf.change(in: log.log, number: UInt64(offset) + 1)
                #expect(
                    try change == leaves[offset].change(in: log.log, number: UInt64(offset) + 1),
                    "bit \(bit)"
                )
            }
        }
        #expect(refused > bytes.count * 8 * 9 / 10)
    }

    @Test func `a segment cut short at any byte is refused`() throws {
        let (log, segment) = try Self.sample()
        let bytes: [UInt8] = try segment.wire.serializedBytes()
        for count in bytes.indices {
            guard let read = try? Segment(decoding: Array(bytes.prefix(count))) else { continue }
            let isOpened =
                (try? read.verifySignature(by: log.memberKey.publicKey)) != nil && (try? read.leaves()) != nil
            #expect(!isOpened, "cut at \(count)")
        }
    }

    @Test func `another key's signature is refused`() throws {
        let (log, segment) = try Self.sample()
        #expect(throws: LogError.wrongSignature(.segment)) {
            try segment.verifySignature(by: log.serverKey.publicKey)
        }
    }

    @Test func `a body of another segment is refused`() throws {
        let (log, segment) = try Self.sample()
        let other = try log.segment(of: Self.texts.map { _ in SampleLog.change(of: 8, to: .empty) })
        let mixed = try Segment(
            headerBytes: segment.headerBytes,
            signature: segment.signature,
            body: other.body
        )
        #expect(throws: LogError.bodyDoesNotMatch) { try mixed.leaves() }
    }

    /// What a header may not say, and how it is refused.
    static let headerFaults: [(String, @Sendable (inout WireSegmentHeader) -> Void, LogError)] = [
        ("format", { $0.format = 7 }, .unknownFormat(7)),
        ("space", { $0.space = Data($0.space.dropLast()) }, .malformed(.header)),
        ("another space", { $0.space[0] ^= 1 }, .wrongLogName),
        ("another log", { $0.log[0] ^= 1 }, .wrongLogName),
        ("another nonce", { $0.opening.nonce[0] ^= 1 }, .wrongLogName),
        ("short nonce", { $0.opening.nonce.removeLast() }, .malformed(.header)),
        ("number zero", { $0.first = 0 }, .malformed(.header)),
        ("numbers beyond 63 bits", { $0.first = .max }, .malformed(.header)),
        ("no change", { $0.count = 0 }, .malformed(.header)),
        ("too many changes", { $0.count = 1_001 }, .tooLarge(.segment)),
        ("too large a body", { $0.bodySize = 262_145 }, .tooLarge(.segment)),
        (
            "a previous one before the first", { $0.previous = Data(repeating: 1, count: 32) },
            .malformed(.header)
        ),
        ("no opening in the first", { $0.clearOpening() }, .malformed(.header)),
        ("no leaves' digest", { $0.leaves = Data() }, .malformed(.header)),
        ("short digest of what was seen", { $0.seen.removeLast() }, .malformed(.header)),
    ]

    @Test func `a header that contradicts itself or the format is refused with its fault`() throws {
        let (_, segment) = try Self.sample()
        for (name, fault, error) in Self.headerFaults {
            var wire = try WireSegmentHeader(serializedBytes: segment.headerBytes)
            fault(&wire)
            let bytes: [UInt8] = try wire.serializedBytes()
            #expect(throws: error, "\(name)") { try SegmentHeader(decoding: bytes) }
        }
        let large = [UInt8](repeating: 0, count: Limits.headerBytes + 1)
        #expect(throws: LogError.tooLarge(.header)) { try SegmentHeader(decoding: large) }
    }

    @Test func `a later segment needs a whole previous id and no opening`() throws {
        let (log, first) = try Self.sample()
        let second = try log.segment(
            of: [SampleLog.change(of: 9, to: .empty)],
            at: LogPosition(next: 5, previous: first.id)
        )
        let faults: [(inout WireSegmentHeader) throws -> Void] = [
            { $0.previous = Data() },
            { $0.previous.removeLast() },
            { $0.opening = try WireSegmentHeader(serializedBytes: first.headerBytes).opening },
        ]
        for fault in faults {
            var wire = try WireSegmentHeader(serializedBytes: second.headerBytes)
            try fault(&wire)
            let bytes: [UInt8] = try wire.serializedBytes()
            #expect(throws: LogError.malformed(.header)) { try SegmentHeader(decoding: bytes) }
        }
    }

    @Test func `fields of a header that this version does not know are kept, hashed and signed`() throws {
        let (_, segment) = try Self.sample()
        let longer = try SegmentHeader(decoding: segment.headerBytes + [0xFA, 0x01, 1, 65])
        #expect(longer == segment.header)
        let other = try Segment(
            headerBytes: segment.headerBytes + [0xFA, 0x01, 1, 65],
            signature: segment.signature,
            body: segment.body
        )
        #expect(other.id != segment.id)
    }
}
