/// A segment with its place in a server's numbering.
public struct NumberedSegment: Hashable, Sendable {
    public let position: UInt64
    public let segment: Segment
    /// When this replica took it in, milliseconds since 1970.
    public let arrivedAt: Int64
}

/// What the sync engine and the server read and keep besides ``Replica/ingest(_:)``.
extension Replica {
    /// The heads of every log of a space, own and others'.
    public func vector(of space: SpaceID) throws(StoreError) -> VersionVector {
        try file.read { storage in try storage.vector(of: storage.space(space).key) }
    }

    /// Segments after N in a server's numbering, ascending, until `byteLimit` encoded bytes or `countLimit`.
    ///
    /// One segment is returned even if it alone is over the byte limit.
    public func segments(
        of space: SpaceID,
        after position: UInt64,
        countLimit: Int,
        byteLimit: Int
    ) throws(StoreError) -> [NumberedSegment] {
        try file.read { storage in
            try storage.numbered(
                after: position,
                in: storage.space(space).key,
                countLimit: countLimit,
                byteLimit: byteLimit
            )
        }
    }

    /// H_N of the present generation; `nil` if N was never reached.
    ///
    /// A laptop knows H_N only where its pull stream stands, and H_0.
    public func chain(of space: SpaceID, at position: UInt64) throws(StoreError) -> ChainHash? {
        try file.read { storage in
            let stored = try storage.space(space)
            guard let stream = stored.stream else { return nil }
            if position == 0 { return ChainHash(seed: stream.generation) }
            if position == stream.position { return stream.chain }
            return try storage.chain(at: position, in: stored.key)
        }
    }

    /// Own sealed segments without a receipt of the present generation, in order.
    public func unacknowledgedSegments(
        of space: SpaceID,
        countLimit: Int,
        byteLimit: Int
    ) throws(StoreError) -> [Segment] {
        try file.read { storage in
            try storage.unsafe(in: storage.space(space), countLimit: countLimit, byteLimit: byteLimit)
        }
    }

    /// Placed segments of any log that a replica with this vector lacks, each after its predecessor.
    ///
    /// What heals an emptied or restored server: every replica offers what it holds, of its own log and of
    /// others'.
    public func segments(
        of space: SpaceID,
        missingFrom vector: VersionVector,
        countLimit: Int,
        byteLimit: Int
    ) throws(StoreError) -> [Segment] {
        try file.read { storage in
            try storage.segments(
                of: storage.space(space).key,
                missingFrom: vector,
                countLimit: countLimit,
                byteLimit: byteLimit
            )
        }
    }

    /// Keeps receipts: from now on these segments are safe on the server.
    public func keepReceipts(
        _ receipts: [(segment: SegmentID, position: StreamPosition, signed: [UInt8])],
        in space: SpaceID
    ) throws(StoreError) {
        try file.write { storage in
            let stored = try storage.space(space)
            for receipt in receipts {
                try storage.keepReceipt(
                    receipt.signed,
                    for: receipt.segment,
                    in: receipt.position.generation,
                    of: stored.key
                )
            }
        }
    }

    /// The receipt with the greatest N of the present numbering, encoded; `nil` if there is none.
    ///
    /// Complexity: O(*n*) in the device's own segments.
    public func lastReceipt(of space: SpaceID) throws(StoreError) -> [UInt8]? {
        try file.read { storage in
            let receipts = try storage.receipts(in: storage.space(space)).compactMap { bytes in
                (try? SignedReceipt(decoding: bytes)).map { (position: $0.stream.position, bytes: bytes) }
            }
            return receipts.max { $0.position < $1.position }?.bytes
        }
    }

    /// Keeps the head that a server signed at the end of a pull, encoded: what it can be shown if its history
    /// does not have it later.
    public func keepHead(_ head: [UInt8], of space: SpaceID) throws(StoreError) {
        try file.write { storage in try storage.keepHead(head, of: storage.space(space).key) }
    }

    /// The head that was kept last; `nil` before the first pull.
    public func lastHead(of space: SpaceID) throws(StoreError) -> [UInt8]? {
        try file.read { storage in try storage.lastHead(of: storage.space(space).key) }
    }

    /// Keeps the end of a sync: when, if it ended well; the clock's skew; and that logs which were left have
    /// been told of.
    public func finishSync(
        of space: SpaceID,
        at milliseconds: Int64?,
        skew: Int64?
    ) throws(StoreError) {
        try file.write { storage in
            try storage.setSync(of: storage.space(space).key, at: milliseconds, skew: skew)
        }
    }

    /// Starts a numbering: on a server, when a space is added or the generation changes.
    ///
    /// Every placed segment is numbered anew, in its former order. The present generation once more changes
    /// nothing.
    public func startGeneration(_ generation: Generation, of space: SpaceID) throws(StoreError) {
        try file.write { storage in
            let stored = try storage.space(space)
            if stored.isNumbering, stored.stream?.generation == generation { return }
            try storage.startNumbering(generation, of: stored)
        }
        try testify(of: [space])
    }

    /// Follows a generation of the server from its beginning, unless it is the present one: receipts of it
    /// count, and what others hold is pulled anew.
    public func follow(_ generation: Generation, of space: SpaceID) throws(StoreError) {
        try file.write { storage in
            var stored = try storage.space(space)
            guard !stored.isNumbering, stored.stream?.generation != generation else { return }
            stored.stream = StreamPosition(start: generation)
            try storage.setState(of: stored)
        }
    }

    /// Whether a server's numbering holds a place that it once signed: false if the server, or its disk, was
    /// put back to a copy from before.
    public func holds(_ position: StreamPosition, of space: SpaceID) throws(StoreError) -> Bool {
        try file.read { storage in
            let stored = try storage.space(space)
            guard position.generation == stored.stream?.generation else {
                return try storage.hasBegun(position.generation, in: stored.key)
            }
            if position.position == 0 { return position.chain == ChainHash(seed: position.generation) }
            return try storage.chain(at: position.position, in: stored.key) == position.chain
        }
    }

    /// Begins a new generation where the present one is not the history that was shown to others, and leaves
    /// the server's own logs for new ones.
    public func restartNumbering(of space: SpaceID) throws(StoreError) {
        let now = surroundings.wallMilliseconds()
        var generator = surroundings.generator
        try file.write { storage in
            try storage.restartNumbering(of: storage.space(space), now: now, using: &generator)
        }
        try testify(of: [space])
    }
}
