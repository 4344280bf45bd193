/// What a person does to one field of a record, or to the record.
public enum FieldEdit: Hashable, Sendable {
    case set(FieldNumber, Value)
    case clear(FieldNumber)
    case add(FieldNumber, [Value])
    case remove(FieldNumber, [Value])
    /// Puts the values back that a write superseded: undoes a resolution.
    case undo(FieldNumber, former: [Value])
    /// Belongs in an edit of its own: a withdrawal cannot list the entries of its own change, which have no
    /// name before it is hashed, and would be contested by them.
    case withdraw
    /// Takes back every live withdrawal.
    case restore
}

/// What a person does to one record at once: it becomes one change.
public struct RecordEdit: Hashable, Sendable {
    public let record: RecordKey
    /// Done one after another; each sees what the ones before it did.
    public let edits: [FieldEdit]

    public init(record: RecordKey, edits: [FieldEdit]) {
        self.record = record
        self.edits = edits
    }
}

extension RecordState {
    /// The change that an edit makes, seen from this state.
    ///
    /// - `set` and `clear` supersede every live entry of the field, and are resolutions if those held two or
    ///   more different values.
    /// - `add` leaves out elements that are live already; `remove` supersedes the live entries of its
    ///   elements.
    /// - `undo` supersedes the live resolutions of the field (without one: every live entry), and is none
    ///   itself.
    /// - `withdraw` lists every live entry but withdrawals, and takes the place of the withdrawals that its
    ///   author saw; `restore` supersedes them and puts nothing there.
    ///
    /// A field that would hold the same values afterwards gets no write.
    ///
    /// - Returns: `nil` if nothing is left to write.
    public func change(for edit: RecordEdit, at time: HybridTime) -> Change? {
        var drafts: [FieldNumber: WriteDraft] = [:]
        for edit in edit.edits {
            let field = edit.field
            var draft = drafts[field] ?? WriteDraft(live: Array(entries(of: field)))
            apply(edit, to: &draft)
            drafts[field] = draft
        }
        let writes = drafts.sorted { $0.key < $1.key }.compactMap { $1.write(to: $0) }
        return writes.isEmpty ? nil : Change(record: edit.record, time: time, writes: writes)
    }

    private func apply(_ edit: FieldEdit, to draft: inout WriteDraft) {
        switch edit {
        case .set(_, let value): draft.set(value.canonicalBytes)
        case .clear: draft.set(Value.empty.canonicalBytes)
        case .add(_, let values): draft.add(values.map(\.canonicalBytes))
        case .remove(_, let values): draft.remove(values.map(\.canonicalBytes))
        case .undo(_, let former): draft.undo(to: former.map(\.canonicalBytes))
        case .withdraw: withdraw(in: &draft)
        case .restore: draft.replaceAll(by: [])
        }
    }

    private func withdraw(in draft: inout WriteDraft) {
        let names = entries.filter { $0.field != .withdrawal }.map(\.name)
        guard !names.isEmpty, withdrawalStanding != .withdrawn else { return }
        draft.replaceAll(by: [Value.entries(names.sorted()).canonicalBytes])
    }
}

extension FieldEdit {
    /// The field that the edit writes to.
    public var field: FieldNumber {
        switch self {
        case .set(let field, _), .clear(let field), .add(let field, _), .remove(let field, _),
            .undo(let field, _):
            field
        case .withdraw, .restore: .withdrawal
        }
    }
}
