/// What a server asks of its replica besides the exchange.
extension Replica {
    /// Where a space's numbering and its state stand, of one moment; `nil` before a generation has started.
    public func head(of space: SpaceID) throws(StoreError) -> SpaceHead? {
        try file.read { storage in
            let stored = try storage.space(space)
            let lacking = try storage.missingBlobCount(of: stored.key)
            let incomplete = try storage.incompleteCount(of: stored.key)
            return stored.stream.map {
                SpaceHead(
                    space: space,
                    stream: $0,
                    digest: stored.digest,
                    lackingBlobs: UInt64(lacking),
                    incompleteSegments: UInt64(incomplete)
                )
            }
        }
    }

    /// Segments that lack a payload which no redaction has erased, ascending by id.
    public func incompleteSegments(of space: SpaceID, limit: Int) throws(StoreError) -> [SegmentID] {
        try file.read { storage in
            try storage.incompleteSegments(of: storage.space(space).key, limit: limit)
        }
    }

    /// How many segments have writes that do not count since their writer's rights have ended.
    public func limitedSegmentCount(of space: SpaceID) throws(StoreError) -> Int {
        try file.read { storage in
            try storage.limitedSegmentCount(of: storage.space(space).key)
        }
    }

    /// Those of some segments that this replica holds with every payload.
    public func wholeSegments(among ids: [SegmentID]) throws(StoreError) -> [Segment] {
        try file.read { storage in
            try ids.compactMap { id in
                guard let held = try storage.segment(id), held.status == .merged else { return nil }
                let segment = try storage.bytes(of: held.key)
                return try segment.leaves().contains(where: \.lacksPayload) ? nil : segment
            }
        }
    }

    /// Who writes a log; `nil` until its first segment is placed.
    public func opening(of log: LogID, in space: SpaceID) throws(StoreError) -> LogOpening? {
        try file.read { storage in
            try storage.log(log, of: storage.space(space).key)?.opening
        }
    }

    /// The logs that a key writes, in the order in which they were met.
    public func logs(of writer: PublicKey, in space: SpaceID) throws(StoreError) -> [LogID] {
        try file.read { storage in
            try storage.openings(in: storage.space(space).key)
                .filter { $0.opening.publicKey == writer }
                .map(\.log)
        }
    }

    /// How many logs each key writes, and how many of them have forked.
    ///
    /// A device has more than one log, or a forked one, after its disk was restored or copied.
    public func logCounts(in space: SpaceID) throws(StoreError) -> [PublicKey: LogCount] {
        try file.read { storage in
            var counts: [PublicKey: LogCount] = [:]
            for log in try storage.logs(of: storage.space(space).key) {
                guard let writer = log.opening?.publicKey else { continue }
                counts[writer, default: LogCount()].logs += 1
                if log.isForked { counts[writer, default: LogCount()].forked += 1 }
            }
            return counts
        }
    }

    /// Every placed segment of the logs that a server's own key writes for the engine, each after its
    /// predecessor.
    public func controlSegments(of space: SpaceID) throws(StoreError) -> [Segment] {
        try file.read { storage in
            let key = try storage.space(space).key
            var segments: [Segment] = []
            for log in try storage.logs(of: key) {
                guard let opening = log.opening, opening.certificate == nil else { continue }
                let placed = try storage.placedSegments(in: log.key)
                segments += try placed.sorted { $0.last < $1.last }.map { try storage.bytes(of: $0.key) }
            }
            return segments
        }
    }
}

/// The logs of one key in one space.
public struct LogCount: Hashable, Sendable {
    public internal(set) var logs = 0
    public internal(set) var forked = 0

    public init() {}
}
