/// Computes the states of a space anew from its segments and unsealed changes, and compares them with the
/// kept ones.
///
/// Records are taken in several passes over the segments, so that the memory does not grow with the store.
struct StateAudit {
    /// A record that was computed anew.
    struct Finding {
        let name: RecordKey
        /// `nil` if the record was not kept.
        let key: RowKey<StoredRecord>?
        /// `nil` if no change makes the record.
        let state: RecordState?
        let digest: StateDigest
        /// The kept state is what the changes give.
        let isSound: Bool
    }

    /// Changes that one pass holds in memory.
    private static let passChanges = 200_000

    private let storage: SQLiteStorage
    private let space: StoredSpace
    private let control: ControlReader<SQLiteStorage>
    let passes: Int

    init(of space: StoredSpace, in storage: SQLiteStorage) throws {
        self.storage = storage
        self.space = space
        passes = try storage.changeCount(of: space.key) / Self.passChanges + 1
        control = ControlReader(
            storage,
            of: space.key,
            states: try Self.controlStates(of: space, in: storage)
        )
    }

    /// The states of the control log's records, of its own segments alone.
    ///
    /// Twice: what is redacted of the control log itself is known after the first time.
    private static func controlStates(
        of space: StoredSpace,
        in storage: SQLiteStorage
    ) throws -> [RecordKey: RecordState] {
        var states: [RecordKey: RecordState] = [:]
        for _ in 0..<2 {
            var reader = ChangeReader(
                storage,
                control: ControlReader(storage, of: space.key, states: states)
            )
            states = [:]
            for placed in try storage.placedSegments(of: space.key) {
                guard try storage.opening(ofRoot: placed.root ?? placed.key).certificate == nil else {
                    continue
                }
                for judged in try reader.changes(of: placed) { states.merge(judged) }
            }
            for log in try storage.ownLogs(of: space.key) where log.opening?.certificate == nil {
                for judged in try reader.unsealedChanges(of: log) { states.merge(judged) }
            }
        }
        return states
    }

    /// Goes through one pass's share of the records, those that should be kept and those that are.
    func findings(ofPass pass: Int, _ body: (Finding) throws -> Void) throws {
        var states = try recomputed(inPass: pass)
        try storage.withRecords(of: space.key) { record in
            guard isIn(pass, record.name) else { return }
            let state = states.removeValue(forKey: record.name)
            let digest = state?.digest(of: record.name) ?? .zero
            let isSound = state?.storedBytes == record.state
            try body(
                Finding(name: record.name, key: record.key, state: state, digest: digest, isSound: isSound)
            )
        }
        for (name, state) in states.sorted(by: { $0.key < $1.key }) {
            let digest = state.digest(of: name)
            try body(Finding(name: name, key: nil, state: state, digest: digest, isSound: false))
        }
    }

    /// Segments of which a wrong share of their writer's rights is noted, with the right one, and segments
    /// that still have what was erased.
    func misjudged() throws -> (rights: [(StoredSegment, Rights?)], unerased: [StoredSegment]) {
        var rights: [(StoredSegment, Rights?)] = []
        var unerased: [StoredSegment] = []
        for log in try storage.logs(of: space.key) {
            let standing = try control.standing(of: log)
            for placed in try storage.placedSegments(in: log.key) {
                let left = standing.rightsLeft(for: placed.id)
                if left != placed.rightsLeft { rights.append((placed, left)) }
                let redactions = try control.redactions(of: placed.id)
                guard !redactions.isEmpty else { continue }
                let segment = try storage.bytes(of: placed.key)
                if try segment.erased(by: redactions) != nil { unerased.append(placed) }
            }
        }
        return (rights, unerased)
    }

    /// Erases once more what ``misjudged()`` found.
    func erase(_ segment: StoredSegment) throws {
        let redactions = try control.redactions(of: segment.id)
        guard let erased = try storage.bytes(of: segment.key).erased(by: redactions) else { return }
        try storage.replaceBytes(of: segment.key, by: erased)
        let changes = try redactions.changes(in: erased.header, leaves: erased.leaves())
        try storage.keepBlobs(BlobID.named(by: changes), of: segment.key, in: space.key)
        try storage.setErasing(true)
    }

    private func isIn(_ pass: Int, _ record: RecordKey) -> Bool {
        record.id.low % UInt64(passes) == UInt64(pass)
    }

    private func recomputed(inPass pass: Int) throws -> [RecordKey: RecordState] {
        var states: [RecordKey: RecordState] = [:]
        var reader = ChangeReader(storage, control: control)
        for placed in try storage.placedSegments(of: space.key) {
            for judged in try reader.changes(of: placed) where isIn(pass, judged.change.record) {
                states.merge(judged)
            }
        }
        for log in try storage.ownLogs(of: space.key) {
            for judged in try reader.unsealedChanges(of: log) where isIn(pass, judged.change.record) {
                states.merge(judged)
            }
        }
        return states
    }
}

extension [RecordKey: RecordState] {
    fileprivate mutating func merge(_ judged: JudgedChange) {
        self[judged.change.record, default: RecordState()].merge(judged.change, by: judged.writer)
    }
}
