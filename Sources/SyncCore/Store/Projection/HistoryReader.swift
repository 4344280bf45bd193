/// Reads a record's history from the segments and the unsealed changes that carry it.
struct HistoryReader {
    let storage: SQLiteStorage
    let space: StoredSpace
    let state: RecordState

    /// Oldest first.
    func entries() throws -> [HistoryEntry] {
        let control = ControlReader(storage, of: space.key)
        var reader = ChangeReader(storage, control: control)
        var changes: [JudgedChange] = []
        for (log, names) in Dictionary(grouping: state.changes.map(\.name), by: \.log) {
            guard let stored = try storage.log(log, of: space.key) else { continue }
            changes += try reader.changes(named: Set(names), in: stored)
        }
        changes.sort { ($0.change.time, $0.change.name) < ($1.change.time, $1.change.name) }
        let superseding = Self.superseding(changes)
        let live = Set(state.entries.map(\.name))
        return try changes.map { judged in
            let names = Set(judged.change.entryNames)
            let arrival = try judged.carrier.map { try storage.arrival(of: $0.key, in: space) }
            return HistoryEntry(
                change: judged.change,
                pseudonym: judged.opening?.certificate?.pseudonym,
                rights: judged.opening?.certificate?.rights,
                arrivedAt: arrival?.arrivedAt ?? judged.savedAt ?? 0,
                segment: judged.carrier?.id,
                isAcknowledged: arrival?.isAcknowledged ?? false,
                isVerified: judged.carrier?.isVerified ?? false,
                live: names.intersection(live),
                supersededBy: superseding.filter { names.contains($0.key) && !live.contains($0.key) },
                heldBack: judged.heldBackFields,
                redaction: judged.redaction,
                redactedAt: try judged.redaction.flatMap { try control.time(of: $0) }
            )
        }
    }

    /// Per entry, the first change that superseded it.
    private static func superseding(_ changes: [JudgedChange]) -> [EntryName: ChangeName] {
        var superseding: [EntryName: ChangeName] = [:]
        for judged in changes {
            let change = judged.change
            for write in change.writes where judged.writer.mayWrite(write.field, of: change.record.kind) {
                for name in write.superseded where superseding[name] == nil && name.change != change.name {
                    superseding[name] = change.name
                }
            }
        }
        return superseding
    }
}

extension JudgedChange {
    /// The fields whose writes do not count, for want of a right.
    fileprivate var heldBackFields: [FieldNumber] {
        change.writes.map(\.field).filter { !writer.mayWrite($0, of: change.record.kind) }
    }
}

extension MergeableChange {
    /// The names of its entries.
    var entryNames: [EntryName] {
        writes.flatMap { write in
            zip(write.firstPosition..., write.contents).map { position, _ in
                EntryName(change: name, position: position)
            }
        }
    }
}
