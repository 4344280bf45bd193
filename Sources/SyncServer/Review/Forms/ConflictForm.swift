import FieldModel
import SyncCore

/// One of the values that stand in conflict, or a third one.
struct ConflictForm: DeedForm {
    let field: String
    let seen: String
    /// The index of the value that was chosen, or `nil` for a third one.
    let choice: Int?
    let value: String?

    static var told: Told { .settled }

    var typed: String { value ?? "" }

    func deed(on view: RecordView, reading: ReadingContext) throws -> ReviewDesk.Deed {
        let field = try view.formField(field)
        let edit: FieldEdit
        if let choice {
            edit = try Self.edit(of: field, choosing: choice, in: view)
        } else {
            edit = try field.edit(typed: value ?? "", reading: reading)
        }
        return ReviewDesk.Deed(record: view.key, edits: [edit], seen: .field(seen))
    }

    private static func edit(
        of field: FieldDefinition,
        choosing choice: Int,
        in view: RecordView
    ) throws -> FieldEdit {
        let contents = view[field.number].map { Alternatives(of: $0).contents } ?? []
        guard contents.indices.contains(choice), case .value(let bytes) = contents[choice] else {
            throw ReviewRefusal.noSuchChoice
        }
        let value = try Value(canonicalBytes: bytes)
        return value == .empty ? .clear(field.number) : .set(field.number, value)
    }
}
