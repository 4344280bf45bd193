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
}
