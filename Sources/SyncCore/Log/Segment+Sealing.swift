import FoundationEssentials
import SwiftProtobuf

/// Where a log stands: what the next segment continues.
public struct LogPosition: Hashable, Sendable {
    /// The number of the next change.
    public let next: UInt64
    /// The last sealed segment; `nil` before the first.
    public let previous: SegmentID?

    public init(next: UInt64, previous: SegmentID?) {
        self.next = next
        self.previous = previous
    }

    /// The position of a log that has not begun.
    public static let start = LogPosition(next: 1, previous: nil)
}

extension Segment {
    /// Seals leaves into the next segment of a log.
    ///
    /// - Parameters:
    ///   - leaves: at least one, at most ``Limits/segmentChanges`` and ``Limits/segmentBytes`` together; see
    ///     ``Segment/runs(of:)``.
    ///   - opening: who writes the log.
    ///   - space: the space that the log belongs to.
    ///   - position: where the log stands.
    ///   - seen: the digest of the vector that the author had seen.
    ///   - key: the key that the opening names.
    /// - Throws: ``LogError`` for leaves that do not fit, or what the signature threw.
    public init(
        sealing leaves: [Leaf],
        of opening: LogOpening,
        in space: SpaceID,
        at position: LogPosition,
        seen: VectorDigest,
        key: SigningKey
    ) throws {
        precondition(!leaves.isEmpty, "a segment has at least one change")
        let log = opening.logID(in: space)
        var body = WireSegmentBody()
        body.leaves = leaves.map { Data($0.bytes) }
        let bodyBytes: [UInt8] = try body.serializedBytes()
        var digest = TaggedHasher<LeafBytes>(.leaves)
        var times: [HybridTime] = []
        for leaf in leaves {
            digest.update(leaf.hash)
            times.append(try leaf.time())
        }
        var header = WireSegmentHeader()
        header.format = SegmentHeader.currentFormat
        header.space = Data(space.bytes)
        header.log = Data(log.bytes)
        header.first = position.next
        header.count = UInt32(leaves.count)
        header.previous = Data(position.previous?.bytes ?? [])
        header.leaves = Data(digest.finalize().bytes)
        header.seen = Data(seen.bytes)
        header.earliest = times.min()?.rawValue ?? 0
        header.latest = times.max()?.rawValue ?? 0
        header.bodySize = UInt32(bodyBytes.count)
        if position.previous == nil { header.opening = opening.wire }
        let headerBytes: [UInt8] = try header.serializedBytes()
        try self.init(
            headerBytes: headerBytes,
            signature: try key.sign(Tag.segment.message(headerBytes)),
            body: Zstd.compress(bodyBytes)
        )
    }

    /// Splits leaves into runs that each fit in one segment, in their order.
    public static func runs(of leaves: [Leaf]) -> [ArraySlice<Leaf>] {
        var runs: [ArraySlice<Leaf>] = []
        var start = 0
        var bytes = 0
        for (index, leaf) in leaves.enumerated() {
            let size = leaf.bytes.count + leafFraming
            if index > start, index - start == Limits.segmentChanges || bytes + size > Limits.segmentBytes {
                runs.append(leaves[start..<index])
                start = index
                bytes = 0
            }
            bytes += size
        }
        if start < leaves.count { runs.append(leaves[start...]) }
        return runs
    }

    /// Bytes of field tag and length that protobuf puts before each leaf of a body: at most 1 + 3.
    private static let leafFraming = 4
}
