public import SyncCore

extension RecordEdit {
    /// What of it needs the right to review, field by field, so that whoever lacks it finds out before
    /// saving.
    public func reviewProblems(mayReview: Bool) -> [InputProblem] {
        guard !mayReview, let kind = Catalogue.kind(record.kind) else { return [] }
        return edits.compactMap { kind[$0.field] }.filter(\.isReview)
            .map { InputProblem(.reviewRightMissing, field: $0) }
    }
}
