import FieldModel
import SyncCore
import Terminal

/// Telling what was done.
extension Workplace {
    /// A record that was saved: one line, or its JSON.
    func tellSaved(_ view: RecordView) throws {
        if isJSON {
            console.print(RecordDocument(view).line)
        } else {
            console.print(texts.saved(try afterSaving { try named(view) }, kind: view.key.kind))
        }
    }

    /// Records that were entered together: how many, or the JSON of each.
    func tellEntered(_ views: [RecordView]) {
        if isJSON {
            for view in views { console.print(RecordDocument(view).line) }
        } else {
            console.print(texts.entered(views.count))
        }
    }
}
