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
            console.print(texts.saved(try named(view), kind: view.key.kind))
        }
    }
}
