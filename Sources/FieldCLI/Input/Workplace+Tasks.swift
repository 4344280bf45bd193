import FieldModel
import SyncCore

/// What reviewers want of this device's person.
extension Workplace {
    /// Questions that nobody has answered, and records that are assigned to this device's pseudonym, the
    /// newest change first.
    ///
    /// - Parameter all: whether questions count that are about what others recorded.
    /// - Returns: questions and records.
    /// - Throws: what the store says.
    func tasks(all: Bool) throws -> [RecordView] {
        let own = membership.pseudonym
        let questions = try openQuestions().filter { try all || isAbout(own, $0) }
        var assigned: [RecordView] = []
        for kind in Catalogue.kinds {
            var query = RecordQuery()
            query.kinds = [kind.number]
            query.conditions = [
                RecordQuery.Condition(field: Review.assignedTo.number, comparison: .equals(.text(own)))
            ]
            assigned += try records(matching: query)
        }
        return (questions + assigned).sorted { $0.changedAt > $1.changedAt }
    }

    /// The question that is meant by the beginning of its id.
    func question(meant text: String) throws -> RecordView {
        let view = try record(meant: text)
        guard view.key.kind == .question else { throw CommandError.notAQuestion(try named(view)) }
        return view
    }

    private func openQuestions() throws -> [RecordView] {
        var query = RecordQuery()
        query.kinds = [.question]
        return try records(matching: query).filter { $0[Question.answer] == nil }
    }

    /// Whether the person has written in what a question is about.
    private func isAbout(_ pseudonym: String, _ question: RecordView) throws -> Bool {
        guard let key = question[Question.record]?.key, try record(key) != nil else { return false }
        return try replica.history(of: key, in: space).contains { $0.pseudonym == pseudonym }
    }
}
