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
    let passes: Int

    init(of space: StoredSpace, in storage: SQLiteStorage) throws {
        self.storage = storage
        self.space = space
        passes = try storage.changeCount(of: space.key) / Self.passChanges + 1
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

    private func isIn(_ pass: Int, _ record: RecordKey) -> Bool {
        record.id.low % UInt64(passes) == UInt64(pass)
    }

    private func recomputed(inPass pass: Int) throws -> [RecordKey: RecordState] {
        var states: [RecordKey: RecordState] = [:]
        func merge(_ change: MergeableChange, by writer: Writer) {
            guard isIn(pass, change.record) else { return }
            states[change.record, default: RecordState()].merge(change, by: writer)
        }
        var writers: [RowKey<StoredSegment>: Writer] = [:]
        for placed in try storage.placedSegments(of: space.key) {
            let segment = try storage.bytes(of: placed.key)
            let root = placed.root ?? placed.key
            let writer = try writers[root] ?? storage.writer(ofRoot: root)
            writers[root] = writer
            for (number, leaf) in zip(segment.header.first..., try segment.leaves()) {
                merge(try leaf.change(in: segment.header.log, number: number), by: writer)
            }
        }
        for log in try storage.ownLogs(of: space.key) {
            guard let writer = log.opening?.writer else { continue }
            for unsealed in try storage.unsealed(of: log.key, limit: .max) {
                let leaf = try Leaf(decoding: unsealed.bytes)
                merge(try leaf.change(in: log.id, number: unsealed.number), by: writer)
            }
        }
        return states
    }
}

extension StorageReader {
    /// A branch's writer is who its first segment says: two branches of a forked log may carry certificates
    /// of different rights, and each counts for its own.
    func writer(ofRoot root: RowKey<StoredSegment>) throws -> Writer {
        let opening = try bytes(of: root).header.opening
        return try opening.orDamaged("a log's first segment without an opening").writer
    }
}
