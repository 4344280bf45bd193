public import SyncCore

extension Replica {
    /// Every placed segment that this replica holds, each after its predecessor.
    public func allSegments(of space: SpaceID) throws -> [Segment] {
        try segments(of: space, missingFrom: VersionVector(), countLimit: .max, byteLimit: .max)
    }

    /// Takes segments in as a bundle would bring them.
    @discardableResult
    public func ingest(_ segments: [Segment], of space: SpaceID) throws -> [IngestOutcome] {
        let outcomes = try ingest([IncomingBatch(space: space, segments: segments, placement: .none)])
        return outcomes.flatMap { $0 }
    }

    /// Seals, and gives a server what it has not acknowledged.
    @discardableResult
    public func push(to server: Replica, of space: SpaceID, with key: SigningKey) throws -> [IngestOutcome] {
        try seal(space, with: key)
        let segments = try unacknowledgedSegments(of: space, countLimit: .max, byteLimit: .max)
        let batch = IncomingBatch(space: space, segments: segments, placement: .number)
        let outcomes = try server.ingest([batch]).flatMap { $0 }
        var receipts: [(segment: SegmentID, position: StreamPosition, signed: [UInt8])] = []
        for (segment, outcome) in zip(segments, outcomes) {
            switch outcome {
            case .stored(let position?), .forked(let position?):
                receipts.append((segment.id, position, [1]))
            default: continue
            }
        }
        try keepReceipts(receipts, in: space)
        return outcomes
    }

    /// Takes from a server what came after this replica's place in its numbering.
    public func pull(from server: Replica, of space: SpaceID, pageOf count: Int = 100) throws {
        guard let end = try server.stream(of: space) else { return }
        var position: UInt64 = 0
        if let own = try stream(of: space), own.generation == end.generation { position = own.position }
        while position < end.position {
            let page = try server.segments(of: space, after: position, countLimit: count, byteLimit: .max)
            guard let last = page.last, let chain = try server.chain(of: space, at: last.position) else {
                return
            }
            position = last.position
            let reached = StreamPosition(generation: end.generation, position: position, chain: chain)
            let batch = IncomingBatch(
                space: space,
                segments: page.map(\.segment),
                placement: .pulled(upTo: reached)
            )
            _ = try ingest([batch])
        }
    }
}

extension RecordEdit {
    /// Sets the title of a note.
    public static func title(_ text: String, of number: UInt64) -> RecordEdit {
        RecordEdit(
            record: TestSchema.key(number),
            edits: [.set(TestSchema.title, .text(text))]
        )
    }

    /// Sets one field of a note.
    public static func set(_ field: FieldNumber, _ value: Value, of number: UInt64) -> RecordEdit {
        RecordEdit(record: TestSchema.key(number), edits: [.set(field, value)])
    }
}
