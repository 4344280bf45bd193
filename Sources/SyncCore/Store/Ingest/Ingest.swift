/// One transaction of ingest, over the spaces of its batches.
struct Ingest<Storage: StorageTransaction> {
    private let storage: Storage
    private let now: Int64
    private var spaces: [SpaceID: SpaceIngest<Storage>] = [:]

    /// `now` is in milliseconds since 1970.
    init(in storage: Storage, now: Int64) {
        self.storage = storage
        self.now = now
    }

    mutating func take(_ batch: IncomingBatch, verdicts: [Verdict]) throws -> [IngestOutcome] {
        var ingest =
            try spaces.removeValue(forKey: batch.space)
            ?? SpaceIngest(of: storage.space(batch.space), in: storage, now: now)
        let outcomes = try ingest.take(batch, verdicts: verdicts)
        spaces[batch.space] = ingest
        return outcomes
    }

    mutating func finish(using generator: inout some RandomNumberGenerator) throws {
        for space in spaces.keys { try spaces[space]?.finish(using: &generator) }
    }
}

extension StorageReader {
    /// What verifying a batch needs to know of the store.
    func verifier(for batch: IncomingBatch) throws -> SegmentVerifier {
        let space = try space(batch.space)
        var keys: [LogID: PublicKey] = [:]
        for log in Set(batch.segments.map(\.header.log)) {
            keys[log] = try self.log(log, of: space.key)?.opening?.publicKey
        }
        var held: Set<SegmentID> = []
        for segment in batch.segments where try self.segment(segment.id)?.status == .merged {
            held.insert(segment.id)
        }
        return SegmentVerifier(
            space: space.id,
            trusted: space.trustedKeys,
            keys: keys,
            held: held
        )
    }
}
