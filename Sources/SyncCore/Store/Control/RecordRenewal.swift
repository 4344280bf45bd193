/// Makes the states of records anew from all changes of theirs: where rights have changed, or values were
/// erased, a state cannot be mended in place.
struct RecordRenewal<Storage: StorageTransaction> {
    /// Records whose changes are in memory at a time.
    private static var batch: Int { 4_096 }

    private let storage: Storage
    private let space: RowKey<StoredSpace>
    private var reader: ChangeReader<Storage>

    init(in storage: Storage, of space: RowKey<StoredSpace>) {
        self.storage = storage
        self.space = space
        reader = ChangeReader(storage, control: ControlReader(storage, of: space))
    }

    /// What a renewal did.
    struct Outcome {
        /// By how much the space's digest changes.
        var difference = StateDigest.zero
        /// Records of the control log that have another state now: what they say is to be carried out.
        var controls: Set<RecordKey> = []
    }

    mutating func renew(_ records: Set<RecordKey>) throws -> Outcome {
        var outcome = Outcome()
        let ordered = records.sorted()
        for start in stride(from: 0, to: ordered.count, by: Self.batch) {
            try renew(ordered[start..<min(start + Self.batch, ordered.count)], into: &outcome)
        }
        return outcome
    }

    private mutating func renew(_ names: ArraySlice<RecordKey>, into outcome: inout Outcome) throws {
        let stored = try storage.records(Array(names), in: space)
        var states = try renewedStates(of: stored.compactMap { $0?.state })
        var changed: [ChangedRecord] = []
        for (name, former) in zip(names, stored) {
            guard let former, let state = states.removeValue(forKey: name), state != former.state else {
                continue
            }
            changed.append(ChangedRecord(key: former.key, name: name, state: state.storedBytes))
            outcome.difference = outcome.difference + (state.digest(of: name) - former.state.digest(of: name))
            if name.isOfControlLog { outcome.controls.insert(name) }
        }
        try storage.keep(changed, in: space)
    }

    private mutating func renewedStates(of former: [RecordState]) throws -> [RecordKey: RecordState] {
        var names: [LogID: Set<ChangeName>] = [:]
        for state in former {
            for change in state.changes { names[change.name.log, default: []].insert(change.name) }
        }
        var states: [RecordKey: RecordState] = [:]
        for (log, names) in names {
            let log = try storage.log(log, of: space).orDamaged("a record's change is of no known log")
            for judged in try reader.changes(named: names, in: log) {
                states[judged.change.record, default: RecordState()].merge(judged.change, by: judged.writer)
            }
        }
        return states
    }
}

extension RecordKey {
    /// Whether it is one of the engine's own records, which say what others count for.
    var isOfControlLog: Bool { kind.rawValue < Limits.firstRecordKind }
}
