import FieldModel
import SyncCore

/// Changing records that exist.
extension Workplace {
    /// Reads assignments, checks them against the record and saves them as one change.
    func edit(_ view: RecordView, _ assignments: [String]) throws -> RecordView {
        guard let kind = Catalogue.kind(view.key.kind) else {
            throw CommandError.notAccepted(
                Problems([InputProblem(.unknownKindNumber(view.key.kind))]),
                draft: nil
            )
        }
        let finder = finder
        let photos = PhotoTray()
        let context = finder.context(today: today, photos: photos)
        var edits: [FieldEdit] = []
        var problems: [InputProblem] = []
        for word in assignments {
            guard let assignment = Assignment(word) else {
                problems.append(InputProblem(.notAnAssignment(word)))
                continue
            }
            do throws(InputProblem) {
                edits.append(try assignment.edit(of: kind, context))
            } catch {
                problems.append(error)
            }
        }
        try finder.check()
        guard problems.isEmpty else { throw try notAccepted(problems, view, assignments) }
        return try change(view, by: edits, with: photos, typed: assignments)
    }

    /// Checks edits against the record and saves them as one change.
    ///
    /// - Parameters:
    ///   - view: the record as it is.
    ///   - edits: what to do to it.
    ///   - photos: that the edits name.
    ///   - typed: what a draft keeps if it is not accepted.
    /// - Returns: the record as it is then.
    /// - Throws: ``CommandError/notAccepted(_:draft:)``, or what the store says.
    func change(
        _ view: RecordView,
        by edits: [FieldEdit],
        with photos: PhotoTray = PhotoTray(),
        typed: [String]
    ) throws -> RecordView {
        let edit = RecordEdit(record: view.key, edits: edits)
        var problems = Validator.problems(with: edit, existing: view)
        problems += edit.reviewProblems(mayReview: membership.mayReview)
        guard problems.isEmpty else { throw try notAccepted(problems, view, typed) }
        let draft = typed.isEmpty ? nil : draft(of: view, typed)
        return try commit([edit], with: photos, orKeep: draft).first ?? view
    }

    private func notAccepted(
        _ problems: [InputProblem],
        _ view: RecordView,
        _ assignments: [String]
    ) throws(CommandError) -> CommandError {
        // Undoing and withdrawing take no words that could be mended.
        let name = assignments.isEmpty ? nil : try keep(draft(of: view, assignments))
        return refusal(of: Problems(problems), draft: name)
    }

    private func draft(of view: RecordView, _ assignments: [String]) -> Draft.Content {
        .edit(
            kind: Catalogue.kind(view.key.kind)?.name ?? String(view.key.kind.rawValue),
            record: view.key.id.uuidString,
            assignments: assignments
        )
    }
}
