/// What a server asks of its replica besides the exchange.
extension Replica {
    /// Where a space's numbering and its state stand, of one moment; `nil` before a generation has started.
    public func head(of space: SpaceID) throws(StoreError) -> SpaceHead? {
        try file.read { storage in
            let stored = try storage.space(space)
            return stored.stream.map { SpaceHead(space: space, stream: $0, digest: stored.digest) }
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
