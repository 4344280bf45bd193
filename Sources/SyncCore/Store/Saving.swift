/// One transaction of saving: edits become unsealed changes of an own log.
struct Saving<Storage: StorageTransaction> {
    private let storage: Storage
    private var space: StoredSpace
    private let log: StoredLog
    private let writer: Writer
    private let wallMilliseconds: Int64
    private var clock: HybridClock
    private var number: UInt64
    private var records: TouchedRecords
    private(set) var names: [ChangeName] = []

    /// `log` is `nil` for the log that was started last.
    ///
    /// - Throws: ``StoreError/notEnrolled(_:)`` if there is no such own log.
    init(in storage: Storage, to log: LogID?, of space: SpaceID, wallMilliseconds: Int64) throws {
        self.storage = storage
        self.space = try storage.space(space)
        let own =
            if let log { try storage.log(log, of: self.space.key) } else {
                try self.space.currentLog.map { try storage.log(at: $0) }
            }
        guard let own, own.isOwn, let opening = own.opening else { throw StoreError.notEnrolled(space) }
        self.log = own
        let standing = try ControlReader(storage, of: self.space.key).standing(of: own)
        writer = opening.writer.limited(to: standing.rightsLeftAtEnd)
        self.wallMilliseconds = wallMilliseconds
        clock = self.space.clock
        number = own.lastNumber
        records = TouchedRecords(of: self.space.key)
    }

    mutating func save(
        _ edit: RecordEdit,
        seenAs view: RecordView? = nil,
        using generator: inout some RandomNumberGenerator
    ) throws {
        let state = try records.state(of: edit.record, in: storage)
        var ticked = clock
        let time = ticked.tick(wallMilliseconds: wallMilliseconds)
        guard let change = state.change(for: edit, at: time) else { return }
        if let view, !state.isAs(view, for: edit) { throw StoreError.changedMeanwhile(edit.record) }
        try check(change)
        let leaf = try leaf(of: change, using: &generator)
        clock = ticked
        number += 1
        let mergeable = try leaf.change(in: log.id, number: number)
        try records.merge([mergeable], by: writer, in: storage)
        try storage.appendUnsealed(
            UnsealedLeaf(number: number, bytes: leaf.bytes, savedAt: wallMilliseconds),
            to: log.key
        )
        for blob in BlobID.named(by: [mergeable]) { try storage.keepBlob(blob, in: space.key) }
        names.append(mergeable.name)
        if records.isFull { try records.flush(to: storage, digest: &space.digest) }
    }

    mutating func finish() throws {
        guard !names.isEmpty else { return }
        try records.flush(to: storage, digest: &space.digest)
        let effects = ControlEffects(in: storage, of: space.key)
        space.digest = space.digest + (try effects.carryOut(records.takeChangedControls()))
        space.clock = clock
        try storage.setState(of: space)
    }

    /// Refuses what the merge would not count, and values that are not in their one form.
    private func check(_ change: Change) throws {
        for write in change.writes {
            guard writer.mayWrite(write.field, of: change.record.kind) else {
                throw StoreError.notPermitted(write.field, change.record.kind)
            }
            for bytes in write.values { _ = try Value(canonicalBytes: bytes) }
        }
    }

    private func leaf(
        of change: Change,
        using generator: inout some RandomNumberGenerator
    ) throws(StoreError) -> Leaf {
        let salt = generator.next().bigEndianBytes + generator.next().bigEndianBytes
        do throws(LogError) {
            return try Leaf(change, salt: salt)
        } catch .tooLarge {
            throw .changeTooLarge(change.record)
        } catch {
            throw .log(error)
        }
    }
}

extension RecordState {
    /// Whether what an edit of a record would supersede, or withdraw, is what its author saw.
    fileprivate func isAs(_ view: RecordView, for edit: RecordEdit) -> Bool {
        let touched = Set(edit.edits.map(\.field))
        let fields = Set(entries.map(\.field)).union(view.fields.map(\.number)).subtracting([.withdrawal])
        return fields.allSatisfy { field in
            guard touched.contains(field) || touched.contains(.withdrawal) else { return true }
            return Set(entries(of: field).map(\.name)) == Set((view[field]?.live ?? []).map(\.name))
        }
    }
}
