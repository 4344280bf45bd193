/// Carries out what has changed in the control log of one space: judges logs by the standing changes that
/// hold now, and erases what is redacted.
///
/// Whoever merges ends a transaction with it. The outcome depends on what is held only, not on what came
/// first: the standing change or the segment that it holds back, the redaction or the segment that it is of.
struct ControlEffects<Storage: StorageTransaction> {
    private let storage: Storage
    private let space: RowKey<StoredSpace>
    private let control: ControlReader<Storage>

    init(in storage: Storage, of space: RowKey<StoredSpace>) {
        self.storage = storage
        self.space = space
        control = ControlReader(storage, of: space)
    }

    /// - Parameters:
    ///   - controls: records of the control log whose states have changed.
    ///   - logs: further logs to judge, since a segment has come that a standing change of theirs names.
    /// - Returns: by how much the space's digest changes.
    /// - Throws: ``StoreError``
    func carryOut(_ controls: Set<RecordKey>, judging logs: Set<LogID> = []) throws -> StateDigest {
        var difference = StateDigest.zero
        var controls = controls
        var logs = logs
        while !controls.isEmpty || !logs.isEmpty {
            var records: Set<RecordKey> = []
            for record in controls {
                switch record.kind {
                case ControlLog.standingChange: logs.insert(StandingChange.log(of: record))
                case ControlLog.redaction: records.formUnion(try erase(by: record))
                default: break
                }
            }
            for log in logs { records.formUnion(try judge(log)) }
            // A redaction of a restated value, say, changes another record of the control log.
            var renewal = RecordRenewal(in: storage, of: space)
            let outcome = try renewal.renew(records)
            difference = difference + outcome.difference
            controls = outcome.controls
            logs = []
        }
        return difference
    }

    /// - Returns: the records whose changes count for something else now.
    private func judge(_ id: LogID) throws -> Set<RecordKey> {
        guard let log = try storage.log(id, of: space) else { return [] }
        let standing = try control.standing(of: log)
        var records: Set<RecordKey> = []
        for placed in try storage.placedSegments(in: log.key) {
            let left = standing.rightsLeft(for: placed.id)
            guard left != placed.rightsLeft else { continue }
            try storage.setRightsLeft(left, of: placed.key)
            let segment = try storage.bytes(of: placed.key)
            for leaf in try segment.leaves() { records.insert(try leaf.record()) }
        }
        guard log.isOwn else { return records }
        for unsealed in try storage.unsealed(of: log.key, limit: .max) {
            records.insert(try Leaf(decoding: unsealed.bytes).record())
        }
        return records
    }

    /// - Returns: the records whose values are gone, or are restated.
    private func erase(by record: RecordKey) throws -> Set<RecordKey> {
        var records: Set<RecordKey> = []
        for id in try control.segments(redactedBy: record) {
            guard let held = try storage.segment(id) else { continue }
            let redactions = try control.redactions(of: id)
            let segment = try storage.bytes(of: held.key)
            if let erased = try segment.erased(by: redactions) {
                try storage.replaceBytes(of: held.key, by: erased)
                try storage.setErasing(true)
            }
            guard held.status != .waiting else { continue }
            let leaves = try segment.leaves()
            let changes = try redactions.changes(in: segment.header, leaves: leaves)
            try storage.keepBlobs(BlobID.named(by: changes), of: held.key, in: space)
            if held.status == .incomplete, !redactions.leavesHole(in: segment.header, leaves: leaves) {
                try storage.setComplete(held.key)
            }
            for (number, leaf) in zip(segment.header.first..., leaves) where redactions.covers(number) {
                records.insert(try leaf.record())
            }
        }
        return records
    }
}
