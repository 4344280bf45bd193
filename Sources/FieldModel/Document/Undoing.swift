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
        let former = FormerValues(history)
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
        _ former: FormerValues
    ) -> FieldEdit? {
        let live = former.liveValues(of: write, in: entry)
        guard !live.isEmpty else { return nil }
        let values = former.superseded(by: write)
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
        _ former: FormerValues,
        _ view: RecordView
    ) -> [FieldEdit] {
        if !former.liveValues(of: write, in: entry).isEmpty { return [.restore] }
        guard write.contents.isEmpty, !view.isWithdrawn, !view.isWithdrawalContested else { return [] }
        let withdrawals = former.superseded(by: write)
        return withdrawals.isEmpty ? [] : [.undo(.withdrawal, former: withdrawals)]
    }

    private static func setEdits(
        for write: MergeableWrite,
        of entry: HistoryEntry,
        _ former: FormerValues,
        _ view: RecordView
    ) -> [FieldEdit] {
        let present = Set(view[write.field]?.elements ?? [])
        let added = former.liveValues(of: write, in: entry)
        let removed = former.superseded(by: write).filter { !present.contains($0) }
        return (added.isEmpty ? [] : [.remove(write.field, added)])
            + (removed.isEmpty ? [] : [.add(write.field, removed)])
    }
}

/// The values of every entry that a history names.
private struct FormerValues {
    private var contents: [EntryName: EntryContent] = [:]

    init(_ history: [HistoryEntry]) {
        for entry in history {
            for write in entry.change.writes {
                for (name, content) in Self.named(write, of: entry) { contents[name] = content }
            }
        }
    }

    func superseded(by write: MergeableWrite) -> [Value] {
        write.superseded.compactMap { contents[$0].flatMap(Self.value) }
    }

    /// The values of a write that are live.
    func liveValues(of write: MergeableWrite, in entry: HistoryEntry) -> [Value] {
        Self.named(write, of: entry).filter { entry.live.contains($0.name) }
            .compactMap { Self.value($0.content) }
    }

    private static func named(
        _ write: MergeableWrite,
        of entry: HistoryEntry
    ) -> [(name: EntryName, content: EntryContent)] {
        zip(write.firstPosition..., write.contents).map { position, content in
            (EntryName(change: entry.change.name, position: position), content)
        }
    }

    private static func value(_ content: EntryContent) -> Value? {
        guard case .value(let bytes) = content else { return nil }
        return try? Value(canonicalBytes: bytes)
    }
}
