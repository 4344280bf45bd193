extension StorageReader {
    func sealedSegment(_ id: SegmentID) throws -> Segment {
        try bytes(of: segment(id).orDamaged("a segment that was just sealed is not there").key)
    }
}

/// One replica: a SQLite store with the logs, the states and the clock of one or more spaces.
///
/// A laptop's store and a server's are the same; what differs is who calls. Thread-safe. Reads run beside one
/// writer. Every public operation is one transaction.
public final class Replica: Sendable {
    /// Where a store lies.
    public enum Location: Hashable, Sendable {
        case file(String)
        /// For tests and simulations.
        case memory
    }

    /// What a store is opened for.
    public enum Purpose: Hashable, Sendable {
        /// To go on in it; see ``proveContinuity()``.
        case use
        /// To look at a copy, which is to stay as it is.
        case inspection
    }

    let file: StoreFile
    let witness: WitnessKeeper
    /// `nil` in memory, where no blobs are kept.
    let blobs: BlobFolder?
    let schema: Schema
    let surroundings: Surroundings

    /// Opens or creates a store.
    ///
    /// One that is opened for use goes on in new logs if it is a copy that was put back.
    public init(
        at location: Location,
        schema: Schema,
        surroundings: Surroundings = .system,
        purpose: Purpose = .use
    ) throws(StoreError) {
        file = try StoreFile(at: location)
        witness = WitnessKeeper(of: purpose == .use ? location : .memory)
        blobs =
            switch location {
            case .file(let path): BlobFolder(besideStoreAt: path)
            case .memory: nil
            }
        self.schema = schema
        self.surroundings = surroundings
        try proveContinuity()
        try renewProjections()
        try finishErasing()
    }

    // MARK: Spaces

    /// Adds a space, or changes its name and trusted keys.
    ///
    /// Idempotent.
    public func addSpace(_ space: SpaceID, name: String, trusting keys: [PublicKey]) throws(StoreError) {
        try file.write { storage in try storage.keepSpace(space, name: name, trusting: keys) }
    }

    /// Ascending by name.
    ///
    /// Brings the projections up to date, to count what needs a person.
    public func spaces() throws(StoreError) -> [SpaceSummary] {
        try bringProjectionsUpToDate()
        return try file.read { storage in
            try storage.spaces().map { try storage.summary(of: $0) }
        }
    }

    /// Where the pull stream of a space, or a server's own numbering, stands.
    public func stream(of space: SpaceID) throws(StoreError) -> StreamPosition? {
        try file.read { storage in try storage.space(space).stream }
    }

    /// The sum of the record hashes of a space.
    public func digest(of space: SpaceID) throws(StoreError) -> StateDigest {
        try file.read { storage in try storage.space(space).digest }
    }

    /// Starts a new log of this device in a space: the one that later saves go to.
    ///
    /// Unsealed changes of the log before stay in that one and are sealed there.
    ///
    /// With `isCurrent` false it is a log beside that one, of a key that a server keeps for somebody: saves
    /// go to it where they name it.
    public func startLog(
        _ opening: LogOpening,
        in space: SpaceID,
        isCurrent: Bool = true
    ) throws(StoreError) {
        try file.write { storage in
            let stored = try storage.space(space)
            _ = try opening.writer(in: space, trusting: stored.trustedKeys)
            let log = try storage.ensureLog(opening.logID(in: space), of: stored.key)
            try storage.setOpening(opening, of: log.key)
            try storage.setOwn(log.key)
            if isCurrent { try storage.setCurrent(log.key, of: stored.key) }
        }
        try testify(of: [space])
    }

    // MARK: Writing

    /// Saves edits as unsealed changes of the device's own log in the space: changes, states, vector and
    /// clock in one transaction, durable when it returns.
    ///
    /// An edit that changes nothing gives no change.
    ///
    /// Later edits see what earlier ones of the same record did. `log` is one of the device's own logs, `nil`
    /// the one that was started last; a server keeps several. `blobs` are files that the edits name, kept in
    /// the same transaction. `views` are records as their author saw them: an edit of one of them that would
    /// change anything is refused if a field that it touches, or for a withdrawal any field, has changed
    /// since. `key` seals in the same commit, as a server does with what people write in the browser;
    /// `beforeCommit` is given what was sealed, and nothing is saved if it throws.
    public func save(
        _ edits: [RecordEdit],
        in space: SpaceID,
        to log: LogID? = nil,
        with blobs: some Sequence<[UInt8]> = EmptyCollection(),
        seenAs views: [RecordView] = [],
        sealingWith key: SigningKey? = nil,
        beforeCommit: ([Segment]) throws -> Void = { _ in }
    ) throws(StoreError) -> [ChangeName] {
        let wall = surroundings.wallMilliseconds()
        var generator = surroundings.generator
        let names = try file.write { storage in
            var saving = try Saving(in: storage, to: log, of: space, wallMilliseconds: wall)
            for edit in edits {
                let seen = views.first { $0.key == edit.record }
                try saving.save(edit, seenAs: seen, using: &generator)
            }
            try saving.finish()
            for bytes in blobs { try keepBlob(bytes, in: storage.space(space), storage) }
            if let key {
                let sealed = try Sealing(in: storage, of: space, now: wall).seal(with: key, using: &generator)
                try beforeCommit(sealed.map { try storage.sealedSegment($0) })
            }
            return saving.names
        }
        if key != nil { try testify(of: [space]) }
        try finishErasing()
        return names
    }

    /// Seals every unsealed change of the device's own logs whose key this is.
    ///
    /// - Returns: the ids of the new segments, in order.
    /// - Throws: ``StoreError/log(_:)`` with a wrong signature if changes are unsealed and no log has
    ///   this key.
    @discardableResult
    public func seal(_ space: SpaceID, with key: SigningKey) throws -> [SegmentID] {
        let now = surroundings.wallMilliseconds()
        var generator = surroundings.generator
        let sealed = try file.write { storage in
            try Sealing(in: storage, of: space, now: now).seal(with: key, using: &generator)
        }
        try testify(of: [space])
        return sealed
    }

    // MARK: Ingest

    /// Stores and merges segments, whoever brought them: the one way in.
    ///
    /// One transaction, however many pushes.
    ///
    /// Signatures and hashes are verified before the transaction begins.
    ///
    /// - Returns: per batch, an outcome a segment in the batch's order.
    public func ingest(_ batches: [IncomingBatch]) throws(StoreError) -> [[IngestOutcome]] {
        var verifiers = try file.read { storage in try batches.map { try storage.verifier(for: $0) } }
        let verdicts = batches.indices.map { verifiers[$0].verify(batches[$0].segments) }
        let now = surroundings.wallMilliseconds()
        var generator = surroundings.generator
        let outcomes = try file.write { storage in
            var ingest = Ingest(in: storage, now: now)
            let outcomes = try batches.indices.map { try ingest.take(batches[$0], verdicts: verdicts[$0]) }
            try ingest.finish(using: &generator)
            return outcomes
        }
        try testify(of: Set(batches.map(\.space)))
        try finishErasing()
        return outcomes
    }
}
