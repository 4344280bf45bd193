import FieldModel
import SyncCore

/// One of the values that stand in conflict, or a third one.
struct ConflictForm: DeedForm {
    let field: String
    let seen: String
    /// The value that was chosen, as ``name(of:)`` has it; `nil` for a third one.
    let choice: String?
    let value: String?

    static var told: Told { .settled }

    var typed: String { value ?? "" }

    func deed(on view: RecordView, reading: ReadingContext) throws -> ReviewDesk.Deed {
        let field = try view.formField(field)
        let edit: FieldEdit
        if let choice {
            edit = try self.edit(of: field, choosing: choice, in: view)
        } else {
            edit = try field.edit(typed: value ?? "", reading: reading)
        }
        return ReviewDesk.Deed(record: view.key, edits: [edit], seen: .field(seen))
    }

    /// What a button calls a value: by itself, since places among others change; `nil` for what has none.
    static func name(of content: EntryContent) -> String? {
        if case .value(let bytes) = content { bytes.hexadecimal } else { nil }
    }

    /// Once it is settled a value stands alone; whether it is the one that was chosen, the desk sees.
    private func edit(
        of field: FieldDefinition,
        choosing choice: String,
        in view: RecordView
    ) throws -> FieldEdit {
        let contents = view[field.number].map { Alternatives(of: $0).contents } ?? []
        let isOffered = contents.contains { Self.name(of: $0) == choice }
        guard let bytes = [UInt8](hexadecimal: choice), let value = try? Value(canonicalBytes: bytes),
            isOffered || Seen.text(of: view[field.number]) != seen
        else { throw ReviewRefusal.noSuchChoice }
        return value == .empty ? .clear(field.number) : .set(field.number, value)
    }
}
