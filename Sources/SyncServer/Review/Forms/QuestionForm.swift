import FieldModel
import SyncCore

/// A question about a record, to those who recorded it.
struct QuestionForm: Decodable, Sendable {
    let text: String

    /// - Throws: `InputProblem` if there is nothing to ask.
    func question(
        about record: RecordKey,
        reading: ReadingContext,
        using surroundings: Surroundings
    ) throws(InputProblem) -> RecordEdit {
        let field = Question.text.definition
        guard case .set(_, let asked) = try field.edit(typed: text, reading: reading) else {
            throw InputProblem(.missing, field: field)
        }
        var generator = surroundings.generator
        return RecordEdit(
            record: RecordKey(kind: .question, id: .random(using: &generator)),
            edits: [
                .set(Question.record.number, RecordReference(record).fieldValue),
                .set(Question.text.number, asked),
            ]
        )
    }
}
