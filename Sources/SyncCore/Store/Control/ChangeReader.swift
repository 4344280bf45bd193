/// A change as it counts: without what was erased of it, and with what its writer may write.
struct JudgedChange: Sendable {
    let change: MergeableChange
    let writer: Writer
    /// The segment that carries it; `nil` while it is not sealed.
    let carrier: StoredSegment?
    /// Who wrote it, and with which certificate.
    let opening: LogOpening?
    /// What erased it.
    let redaction: Redaction?
    /// When it was saved here, if it is not sealed: milliseconds since 1970.
    let savedAt: Int64?
}

extension JudgedChange {
    /// The change as two segments carry it: it counts for what either lets it, and what is erased of one is
    /// erased.
    fileprivate func joined(with other: JudgedChange) -> JudgedChange {
        JudgedChange(
            change: change.joined(with: other.change),
            writer: writer.joined(with: other.writer),
            carrier: carrier,
            opening: opening,
            redaction: redaction ?? other.redaction,
            savedAt: savedAt
        )
    }
}

/// Reads changes of one space from the segments and the unsealed leaves that carry them, as the control log
/// lets them count.
struct ChangeReader<Storage: StorageReader> {
    private let storage: Storage
    private let control: ControlReader<Storage>
    private var openings: [RowKey<StoredSegment>: LogOpening] = [:]
    private var standings: [RowKey<StoredLog>: LogStanding] = [:]

    init(_ storage: Storage, control: ControlReader<Storage>) {
        self.storage = storage
        self.control = control
    }

    /// The changes of a placed segment, in the order of their numbers; each with what any other segment adds
    /// that carries it: copies of a log may seal a change twice once they have parted.
    mutating func changes(of placed: StoredSegment) throws -> [JudgedChange] {
        let changes = try changes(in: placed)
        let log = try storage.log(at: placed.log)
        guard log.isForked else { return changes }
        return try self.changes(named: Set(changes.map(\.change.name)), in: log)
    }

    private mutating func changes(in placed: StoredSegment) throws -> [JudgedChange] {
        let segment = try storage.bytes(of: placed.key)
        let redactions = try control.redactions(of: placed.id)
        let opening = try opening(ofRoot: placed.root ?? placed.key)
        let left = try standing(of: storage.log(at: placed.log)).rightsLeft(for: placed.id)
        let writer = opening.writer.limited(to: left)
        return try redactions.changes(in: segment.header, leaves: segment.leaves()).map { change in
            JudgedChange(
                change: change,
                writer: writer,
                carrier: placed,
                opening: opening,
                redaction: redactions.redaction(of: change.name.number),
                savedAt: nil
            )
        }
    }

    /// The changes of an own log that are not sealed yet.
    mutating func unsealedChanges(of log: StoredLog) throws -> [JudgedChange] {
        try storage.unsealed(of: log.key, limit: .max).map { try judged($0, of: log) }
    }

    /// Those changes of a log that have the names, from all segments that carry them.
    mutating func changes(named names: Set<ChangeName>, in log: StoredLog) throws -> [JudgedChange] {
        let numbers = Set(names.map(\.number)).sorted()
        var found: [ChangeName: JudgedChange] = [:]
        for carrier in try storage.segments(carrying: numbers, of: log.key) {
            for judged in try changes(in: carrier) where names.contains(judged.change.name) {
                let other = found[judged.change.name]
                found[judged.change.name] = other.map { $0.joined(with: judged) } ?? judged
            }
        }
        if found.count < names.count {
            for number in numbers {
                guard let leaf = try storage.unsealedLeaf(number, of: log.key) else { continue }
                let judged = try judged(leaf, of: log)
                if names.contains(judged.change.name) { found[judged.change.name] = judged }
            }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    private mutating func judged(_ leaf: UnsealedLeaf, of log: StoredLog) throws -> JudgedChange {
        let opening = try log.opening.orDamaged("an own log without an opening")
        return JudgedChange(
            change: try Leaf(decoding: leaf.bytes).change(in: log.id, number: leaf.number),
            writer: opening.writer.limited(to: try standing(of: log).rightsLeftAtEnd),
            carrier: nil,
            opening: opening,
            redaction: nil,
            savedAt: leaf.savedAt
        )
    }

    private mutating func standing(of log: StoredLog) throws -> LogStanding {
        if let standing = standings[log.key] { return standing }
        let standing = try control.standing(of: log)
        standings[log.key] = standing
        return standing
    }

    private mutating func opening(ofRoot root: RowKey<StoredSegment>) throws -> LogOpening {
        if let opening = openings[root] { return opening }
        let opening = try storage.opening(ofRoot: root)
        openings[root] = opening
        return opening
    }
}

extension StorageReader {
    /// A branch's writer is who its first segment says: two branches of a forked log may carry certificates
    /// of different rights, and each counts for its own.
    func opening(ofRoot root: RowKey<StoredSegment>) throws -> LogOpening {
        try bytes(of: root).header.opening.orDamaged("a log's first segment without an opening")
    }
}
