import Crypto

/// What a replica holds of a space: per log its head segments, one unless the log has forked.
public struct VersionVector: Hashable, Sendable {
    /// The end of one branch of a log.
    public struct Head: Hashable, Comparable, Sendable {
        /// The number of the head segment's last change.
        public let number: UInt64
        public let segment: SegmentID

        public init(number: UInt64, segment: SegmentID) {
            self.number = number
            self.segment = segment
        }

        public static func < (left: Self, right: Self) -> Bool {
            (left.number, left.segment) < (right.number, right.segment)
        }
    }

    /// Per log that has any: its heads, ascending, each once.
    public private(set) var heads: [LogID: [Head]]

    public init(heads: [LogID: [Head]] = [:]) {
        self.heads = heads.filter { !$0.value.isEmpty }.mapValues { Set($0).sorted() }
    }

    /// SHA-256 over the sorted heads: per log ascending its 16 bytes, then per head ascending 8 bytes of
    /// number, big-endian, and 32 bytes of segment id.
    public var digest: VectorDigest {
        var hasher = TaggedHasher<VectorBytes>(.vector)
        for (log, heads) in heads.sorted(by: { $0.key < $1.key }) {
            hasher.update(log.bytes)
            for head in heads {
                hasher.update(head.number.bigEndianBytes)
                hasher.update(head.segment)
            }
        }
        return hasher.finalize()
    }
}
