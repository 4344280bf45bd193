import FieldModel
import SyncCore

/// Takes a record back, or puts it there again.
struct WithdrawalForm: DeedForm {
    /// `withdraw` or `restore`.
    let what: String
    let seen: String

    func deed(on view: RecordView, reading: ReadingContext) throws -> ReviewDesk.Deed {
        let edits: [String: FieldEdit] = ["withdraw": .withdraw, "restore": .restore]
        guard let edit = edits[what] else { throw ReviewRefusal.noSuchChoice }
        return ReviewDesk.Deed(record: view.key, edits: [edit], seen: .record(seen))
    }
}
