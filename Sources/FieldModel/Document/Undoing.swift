public import SyncCore

/// The edits that take back a person's newest change that still holds.
///
/// A change holds in a field while an entry that it made there is live, or, in a set, while what it removed
/// is not there. Taking it back puts the values there that it superseded, and empties a field that held none.
/// The change that made the record is not taken back: the record is withdrawn instead.
public struct Undoing: Sendable {
    public let edits: [FieldEdit]

    /// Finds what to take back; `nil` if no change of this author holds.
    ///
    /// - Parameters:
    ///   - history: of the record, the oldest first.
    ///   - view: the record as it is.
    ///   - pseudonym: whose change is taken back.
    ///   - field: the one that is looked at; `nil` for all.
    public init?(
        _ history: [HistoryEntry],
        of view: RecordView,
        by pseudonym: String,
        only field: FieldNumber?
    ) {
        let former = FormerContents(history)
        let kind = Catalogue.kind(view.key.kind)
        for entry in history.dropFirst().reversed() where entry.pseudonym == pseudonym {
            let edits = entry.change.writes.filter { field == nil || $0.field == field }.flatMap { write in
                if write.field == .withdrawal {
                    return Self.withdrawalEdits(for: write, of: entry, former, view)
                }
                return kind?[write.field]?.isSet == true
                    ? Self.setEdits(for: write, of: entry, former, view)
                    : Self.edit(for: write, of: entry, former).map { [$0] } ?? []
            }
            guard !edits.isEmpty else { continue }
            self.edits = edits
            return
        }
        return nil
    }

    private static func edit(
        for write: MergeableWrite,
        of entry: HistoryEntry,
        _ former: FormerContents
    ) -> FieldEdit? {
        let live = entry.liveValues(of: write)
        guard !live.isEmpty else { return nil }
        let values = former.values(supersededBy: write)
        // There was nothing before it.
        guard !values.isEmpty else { return live == [.empty] ? nil : .clear(write.field) }
        guard values.count == 1, !write.isResolution else { return .undo(write.field, former: values) }
        return values[0] == .empty ? .clear(write.field) : .set(write.field, values[0])
    }

    /// A withdrawal is restored; a restoring puts back the withdrawals that it superseded, as they were, so
    /// that a conflict that it settled is open again.
    private static func withdrawalEdits(
        for write: MergeableWrite,
        of entry: HistoryEntry,
        _ former: FormerContents,
        _ view: RecordView
    ) -> [FieldEdit] {
        if !entry.liveValues(of: write).isEmpty { return [.restore] }
        guard write.contents.isEmpty, !view.isWithdrawn, !view.isWithdrawalContested else { return [] }
        let withdrawals = former.values(supersededBy: write)
        return withdrawals.isEmpty ? [] : [.undo(.withdrawal, former: withdrawals)]
    }

    private static func setEdits(
        for write: MergeableWrite,
        of entry: HistoryEntry,
        _ former: FormerContents,
        _ view: RecordView
    ) -> [FieldEdit] {
        let present = Set(view[write.field]?.elements ?? [])
        let added = entry.liveValues(of: write)
        let removed = former.values(supersededBy: write).filter { !present.contains($0) }
        return (added.isEmpty ? [] : [.remove(write.field, added)])
            + (removed.isEmpty ? [] : [.add(write.field, removed)])
    }
}

extension FormerContents {
    /// The readable values that a write superseded, each once.
    fileprivate func values(supersededBy write: MergeableWrite) -> [Value] {
        superseded(by: write).compactMap(\.readable)
    }
}

extension HistoryEntry {
    /// The readable values of one of its writes that are live.
    fileprivate func liveValues(of write: MergeableWrite) -> [Value] {
        zip(write.firstPosition..., write.contents)
            .filter { live.contains(EntryName(change: change.name, position: $0.0)) }
            .compactMap { $0.1.readable }
    }
}

extension EntryContent {
    fileprivate var readable: Value? {
        guard case .value(let bytes) = self else { return nil }
        return try? Value(canonicalBytes: bytes)
    }
}
