import FieldModel
import SyncCore

/// Who looks after a record, and until when.
struct AssignmentForm: DeedForm {
    /// A pseudonym.
    let assignee: String
    /// As it was typed; nothing for no day.
    let due: String
    let seen: String

    static var told: Told { .assigned }

    var typed: String { [assignee, due].filter { !$0.isEmpty }.joined(separator: ", ") }

    func deed(on view: RecordView, reading: ReadingContext) throws -> ReviewDesk.Deed {
        ReviewDesk.Deed(
            record: view.key,
            edits: try Self.edits(of: view.key.kind, to: assignee, due: due, reading: reading),
            seen: .record(seen)
        )
    }

    /// What an assignment writes.
    static func edits(
        of kind: KindNumber,
        to assignee: String,
        due: String,
        reading: ReadingContext
    ) throws(InputProblem) -> [FieldEdit] {
        guard let kind = Catalogue.kind(kind) else { return [] }
        var edits: [FieldEdit] = []
        for (number, text) in [(Review.assignedTo.number, assignee), (Review.dueOn.number, due)] {
            guard let field = kind[number] else { continue }
            edits.append(try field.edit(typed: text, reading: reading))
        }
        return edits
    }
}
