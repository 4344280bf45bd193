public import SyncCore

extension RecordEdit {
    /// What is saved when a person enters a record: of one that exists already, the same natural key having
    /// been entered before, the key is left as it is, and a withdrawal is undone in the same change.
    public init(record: RecordKey, entering edits: [FieldEdit], over existing: RecordView?) {
        guard let existing, let kind = Catalogue.kind(record.kind) else {
            self.init(record: record, edits: edits)
            return
        }
        let kept = edits.filter { edit in
            guard case .set(let number, _) = edit, kind[number]?.isKey == true else { return true }
            return existing[number]?.shown == nil
        }
        let isUndone = existing.isWithdrawn && !edits.contains(.withdraw) && !edits.contains(.restore)
        self.init(record: record, edits: isUndone ? kept + [.restore] : kept)
    }

    /// The edit without what a record shows already, so that entering the same again changes nothing.
    ///
    /// A value that is one of several in conflict is there already: which of them holds is for people to say.
    public func changing(_ view: RecordView?) -> RecordEdit {
        guard let view else { return self }
        return RecordEdit(
            record: record,
            edits: edits.compactMap { edit in
                switch edit {
                case .set(let field, let value):
                    let isThere = view[field]?.live.contains { $0.content.shownValue == value } ?? false
                    return isThere ? nil : edit
                case .add(let field, let values):
                    let held = Set(view[field]?.elements ?? [])
                    let missing = values.filter { !held.contains($0) }
                    return missing.isEmpty ? nil : .add(field, missing)
                default: return edit
                }
            }
        )
    }
}
