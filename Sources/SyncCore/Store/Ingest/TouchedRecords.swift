/// The records of one space that a transaction touches: each is read once and written once.
struct TouchedRecords {
    private struct Touched: Sendable {
        let name: RecordKey
        let key: RowKey<StoredRecord>?
        let former: RecordState?
        var state: RecordState
        var isChanged = false
        /// What is not in the state yet: merging is pure work, done for many records at once.
        var pending: [(change: MergeableChange, writer: Writer)] = []

        mutating func mergePending() {
            for (change, writer) in pending where state.merge(change, by: writer) { isChanged = true }
            pending = []
        }

        /// What is to be kept, and by how much it changes the space's digest; `nil` if nothing has changed.
        func changed() -> (record: ChangedRecord, difference: StateDigest)? {
            var merged = self
            merged.mergePending()
            guard merged.isChanged else { return nil }
            let record = ChangedRecord(key: key, name: name, state: merged.state.storedBytes)
            return (record, merged.state.digest(of: name) - (former?.digest(of: name) ?? .zero))
        }
    }

    /// How many records are held in memory before they are written.
    static let limit = 8_192

    private let space: RowKey<StoredSpace>
    private var touched: [Touched] = []
    private var indexes: [RecordKey: Int] = [:]
    private var changedControls: Set<RecordKey> = []

    init(of space: RowKey<StoredSpace>) {
        self.space = space
    }

    var isFull: Bool { touched.count >= Self.limit }

    /// The state as it stands in this transaction.
    mutating func state(of record: RecordKey, in storage: some StorageReader) throws -> RecordState {
        try load([record], from: storage)
        guard let index = indexes[record] else { return RecordState() }
        touched[index].mergePending()
        return touched[index].state
    }

    mutating func merge(
        _ changes: [MergeableChange],
        by writer: Writer,
        in storage: some StorageReader
    ) throws {
        try load(changes.map(\.record), from: storage)
        for change in changes {
            guard let index = indexes[change.record] else { continue }
            touched[index].pending.append((change, writer))
        }
    }

    /// Writes what changed, forgets all, and brings the space's digest along by the difference.
    mutating func flush(to storage: some StorageTransaction, digest: inout StateDigest) throws {
        let changed = touched.concurrentMap { $0.changed() }.compactMap { $0 }
        touched.removeAll(keepingCapacity: true)
        indexes.removeAll(keepingCapacity: true)
        for change in changed {
            digest = digest + change.difference
            if change.record.name.isOfControlLog { changedControls.insert(change.record.name) }
        }
        try storage.keep(changed.map(\.record), in: space)
    }

    /// The records of the control log that were written since this was asked last.
    mutating func takeChangedControls() -> Set<RecordKey> {
        defer { changedControls = [] }
        return changedControls
    }

    private mutating func load(_ records: [RecordKey], from storage: some StorageReader) throws {
        var missing: [RecordKey] = []
        for record in records where indexes[record] == nil {
            indexes[record] = touched.count + missing.count
            missing.append(record)
        }
        guard !missing.isEmpty else { return }
        for (name, stored) in zip(missing, try storage.records(missing, in: space)) {
            touched.append(
                Touched(
                    name: name,
                    key: stored?.key,
                    former: stored?.state,
                    state: stored?.state ?? RecordState()
                )
            )
        }
    }
}
