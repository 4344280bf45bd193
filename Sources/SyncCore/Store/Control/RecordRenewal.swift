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

    /// - Parameters:
    ///   - records: those to make anew.
    ///   - names: of changes that their states do not know yet.
    /// - Returns: what has changed.
    /// - Throws: ``StoreError``
    mutating func renew(_ records: Set<RecordKey>, with names: [ChangeName] = []) throws -> Outcome {
        var outcome = Outcome()
        let ordered = records.sorted()
        for start in stride(from: 0, to: ordered.count, by: Self.batch) {
            let batch = ordered[start..<min(start + Self.batch, ordered.count)]
            try renew(batch, with: names, into: &outcome)
        }
        return outcome
    }

    private mutating func renew(
        _ names: ArraySlice<RecordKey>,
        with changes: [ChangeName],
        into outcome: inout Outcome
    ) throws {
        let stored = try storage.records(Array(names), in: space)
        let known = stored.compactMap { $0?.state.changes.map(\.name) }.joined()
        var states = try states(of: Array(known) + changes)
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

    /// The states that the changes make, each found where it stands now.
    private mutating func states(of names: [ChangeName]) throws -> [RecordKey: RecordState] {
        var states: [RecordKey: RecordState] = [:]
        for (log, names) in Dictionary(grouping: names, by: \.log).mapValues({ Set($0) }) {
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
