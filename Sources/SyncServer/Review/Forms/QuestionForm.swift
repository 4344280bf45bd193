import FieldModel
import SyncCore

/// A question about a record, to those who recorded it.
struct QuestionForm: Decodable, Sendable {
    let text: String
    /// Of the question, given with the page: a form that is sent twice asks once.
    let id: String

    /// - Throws: ``ReviewRefusal/noSuchChoice``, `InputProblem` if there is nothing to ask.
    func question(about record: RecordKey, reading: ReadingContext) throws -> RecordEdit {
        guard let id = RecordID(id) else { throw ReviewRefusal.noSuchChoice }
        let field = Question.text.definition
        guard case .set(_, let asked) = try field.edit(typed: text, reading: reading) else {
            throw InputProblem(.missing, field: field)
        }
        return RecordEdit(
            record: RecordKey(kind: .question, id: id),
            edits: [
                .set(Question.record.number, RecordReference(record).fieldValue),
                .set(Question.text.number, asked),
            ]
        )
    }
}
