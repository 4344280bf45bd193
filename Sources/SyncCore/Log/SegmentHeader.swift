import FoundationEssentials
import SwiftProtobuf

/// What is signed of a segment, and enough to place it.
public struct SegmentHeader: Hashable, Sendable {
    /// The format version that this program writes and reads.
    ///
    /// Version 0, from before the restore matrix and the simulator passed, is refused.
    public static let currentFormat: UInt32 = 1

    public let space: SpaceID
    public let log: LogID
    /// The number of the first change, from 1.
    public let first: UInt64
    /// 1 … ``Limits/segmentChanges``.
    public let count: Int
    /// The segment before this one in its log; `nil` in the first.
    public let previous: SegmentID?
    public let leavesDigest: Digest<LeafBytes>
    /// The digest of the vector that the author had seen; not checked in this version.
    public let seen: VectorDigest
    public let earliest: HybridTime
    public let latest: HybridTime
    /// Bytes of the body as it was sealed, before compression.
    public let bodySize: Int
    /// In the first segment of a log only.
    public let opening: LogOpening?

    /// The number of the last change.
    public var last: UInt64 { first + UInt64(count) - 1 }

    /// Reads a header and checks what it says of itself; nothing is verified yet.
    public init(decoding bytes: [UInt8]) throws(LogError) {
        guard bytes.count <= Limits.headerBytes else { throw .tooLarge(.header) }
        guard let wire = try? WireSegmentHeader(serializedBytes: bytes) else { throw .malformed(.header) }
        guard wire.format == Self.currentFormat else { throw .unknownFormat(wire.format) }
        guard let space = SpaceID(bytes: wire.space), let log = LogID(bytes: wire.log),
            let leavesDigest = Digest<LeafBytes>(bytes: wire.leaves),
            let seen = VectorDigest(bytes: wire.seen),
            wire.first >= 1, wire.first <= UInt64(Int64.max) - UInt64(wire.count), wire.count >= 1
        else { throw .malformed(.header) }
        guard wire.count <= UInt32(Limits.segmentChanges), wire.bodySize <= UInt32(Limits.segmentBytes) else {
            throw .tooLarge(.segment)
        }
        let previous = wire.previous.isEmpty ? nil : SegmentID(bytes: wire.previous)
        guard (wire.first == 1) == wire.previous.isEmpty, (wire.first == 1) == wire.hasOpening,
            wire.previous.isEmpty || previous != nil
        else { throw .malformed(.header) }
        self.space = space
        self.log = log
        self.leavesDigest = leavesDigest
        self.seen = seen
        self.previous = previous
        first = wire.first
        count = Int(wire.count)
        earliest = HybridTime(rawValue: wire.earliest)
        latest = HybridTime(rawValue: wire.latest)
        bodySize = Int(wire.bodySize)
        opening = wire.hasOpening ? try LogOpening(wire.opening) : nil
        if let opening, opening.logID(in: space) != log { throw .wrongLogName }
    }
}
