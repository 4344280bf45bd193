import FieldModel
import SyncCore

/// Another value for one field.
struct FieldForm: DeedForm {
    let field: String
    let value: String
    let seen: String

    var typed: String { value }

    func deed(on view: RecordView, reading: ReadingContext) throws -> ReviewDesk.Deed {
        let field = try view.formField(field)
        return ReviewDesk.Deed(
            record: view.key,
            edits: [try field.edit(typed: value, reading: reading)],
            seen: .field(seen)
        )
    }
}
