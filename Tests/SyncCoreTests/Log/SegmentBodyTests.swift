import FoundationEssentials
import SwiftProtobuf
import SyncCore
import TestSupport
import Testing

/// What a body may be: exactly one frame, of the announced size, with the leaves that the header names.
struct SegmentBodyTests {
    private static func segment(with body: (Segment) throws -> [UInt8]) throws -> Segment {
        let segment = try SampleLog().segment(of: [SampleLog.change(of: 1, to: .text("å"))])
        return try Segment(
            headerBytes: segment.headerBytes,
            signature: segment.signature,
            body: try body(segment)
        )
    }

    private static func plainBody(of segment: Segment) throws -> [UInt8] {
        var body = WireSegmentBody()
        body.leaves = try segment.leaves().map { Data($0.bytes) }
        return try body.serializedBytes()
    }

    @Test func `a body in another frame of the same contents is opened`() throws {
        let segment = try Self.segment { StoredFrame.raw(try Self.plainBody(of: $0)) }
        #expect(try segment.leaves().count == 1)
    }

    @Test func `a frame that announces gigabytes is refused without being expanded`() throws {
        for size in [UInt64(1) << 30, 1 << 40, .max, .max - 1, UInt64(Limits.segmentBytes) + 65] {
            let segment = try Self.segment { _ in StoredFrame.bomb(announcing: size, blocks: 8_192) }
            #expect(throws: LogError.bodyDoesNotMatch, "\(size)") { try segment.leaves() }
        }
    }

    @Test func `a frame that gives more or less than it announces is refused`() throws {
        for (announced, blocks) in [(UInt64(100), 8_000), (200, 1)] {
            let segment = try Self.segment { _ in StoredFrame.bomb(announcing: announced, blocks: blocks) }
            #expect(throws: LogError.bodyDoesNotMatch) { try segment.leaves() }
        }
    }

    @Test func `a frame that says nothing of its size is refused`() throws {
        let segment = try Self.segment { StoredFrame.unannounced(try Self.plainBody(of: $0)) }
        #expect(throws: LogError.bodyDoesNotMatch) { try segment.leaves() }
    }

    @Test func `bytes before or after the one frame are refused`() throws {
        let extras: [[UInt8]] = [[0], StoredFrame.skippable([1, 2, 3]), StoredFrame.raw([])]
        for extra in extras {
            let after = try Self.segment { $0.body + extra }
            #expect(throws: LogError.bodyDoesNotMatch) { try after.leaves() }
            let before = try Self.segment { extra + $0.body }
            #expect(throws: LogError.bodyDoesNotMatch) { try before.leaves() }
        }
        let none = try Self.segment { _ in [] }
        #expect(throws: LogError.bodyDoesNotMatch) { try none.leaves() }
    }

    @Test func `a body larger than any segment is refused before it is read`() {
        #expect(throws: LogError.tooLarge(.body)) {
            try Self.segment { _ in [UInt8](repeating: 0, count: Limits.encodedSegmentBytes + 1) }
        }
        let bytes = [UInt8](repeating: 0, count: Limits.encodedSegmentBytes + 1)
        #expect(throws: LogError.tooLarge(.segment)) { try Segment(decoding: bytes) }
    }

    @Test func `a body with a leaf more, a leaf less or fields that no hash covers is refused`() throws {
        let more = try Self.segment { segment in
            let body = try Self.plainBody(of: segment)
            return StoredFrame.raw(body + body)
        }
        #expect(throws: LogError.bodyDoesNotMatch) { try more.leaves() }
        let less = try Self.segment { _ in StoredFrame.raw([]) }
        #expect(throws: LogError.bodyDoesNotMatch) { try less.leaves() }
        let junk = try Self.segment { StoredFrame.raw(try Self.plainBody(of: $0) + [0x12, 1, 65]) }
        #expect(throws: LogError.malformed(.body)) { try junk.leaves() }
    }
}
