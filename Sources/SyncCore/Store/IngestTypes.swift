/// Segments of one space from one carrier, in the order they came.
public struct IncomingBatch: Sendable {
    public let space: SpaceID
    public let segments: [Segment]
    /// On a server: number what is stored and extend the chain.
    ///
    /// On a laptop: where the pull stream now stands.
    public let placement: Placement

    /// What becomes of the segments' places in a server's numbering.
    public enum Placement: Sendable {
        /// A server's: give each stored segment the next N.
        case number
        /// A laptop's pull: the stream's position after these segments, stored in the same transaction.
        case pulled(upTo: StreamPosition)
        /// A bundle's or a test's: neither.
        case none
    }

    public init(space: SpaceID, segments: [Segment], placement: Placement) {
        self.space = space
        self.segments = segments
        self.placement = placement
    }
}

/// Where a replica stands in a server's numbering of a space.
public struct StreamPosition: Hashable, Sendable {
    public let generation: Generation
    /// N.
    public let position: UInt64
    /// H_N.
    public let chain: ChainHash

    public init(generation: Generation, position: UInt64, chain: ChainHash) {
        self.generation = generation
        self.position = position
        self.chain = chain
    }
}

/// What became of one segment.
public enum IngestOutcome: Hashable, Sendable {
    /// Durable and merged; `position` is set where the replica numbers. Also the answer for a segment that
    /// was there already.
    case stored(position: StreamPosition?)
    /// Durable, and its log has another branch.
    case forked(position: StreamPosition?)
    /// Durable, and its writes do not all count: a standing change has ended or lessened the log's rights.
    case held(position: StreamPosition?)
    /// Stored with a hole.
    case incomplete
    /// The predecessor is not held; the segment waits (or, beyond the limit, does not).
    case gap(wanted: SegmentID)
    case refused(LogError)
}
