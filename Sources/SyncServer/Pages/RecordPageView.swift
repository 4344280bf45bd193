/// What the page of one record shows, in the form that its template reads.
struct RecordPageView: Sendable {
    struct FieldRow: Sendable {
        let name: String
        let label: String
        let value: String
        /// Values that the policy did not show.
        let settled: String?
        let isOpen: Bool
        /// The record that the value refers to.
        let link: String?
        let photos: [PhotoView]
        let edit: EditView?
    }

    struct PhotoView: Sendable {
        let path: String
        let caption: String
    }

    struct ConflictView: Sendable {
        let name: String
        let label: String
        let seen: String
        /// What the authors started from.
        let former: String?
        let alternatives: [AlternativeView]
        let edit: EditView?
    }

    struct AlternativeView: Sendable {
        /// What its button sends.
        let choice: String
        let value: String
        /// The words that differ from what the authors started from; none where there is nothing to compare.
        let difference: [DifferenceView]
        let hasDifference: Bool
        let authors: String
        let canBeChosen: Bool
    }

    /// Words that one text has and another has not, or that both have.
    struct DifferenceView: Sendable {
        let text: String
        let isAdded: Bool
        let isRemoved: Bool
        let isSame: Bool
    }

    struct ChangeView: Sendable {
        let who: String
        let written: String
        let arrived: String
        let device: String
        let lines: [String]
        let isRedacted: Bool
        /// Whether the server has numbered it, and whether its own signature was checked.
        let isNumbered: Bool
        let isVerified: Bool
    }

    struct QuestionView: Sendable {
        let path: String
        let text: String
        let asked: String
        let answer: String?
    }

    /// Records of one kind that refer to this one.
    struct RelatedView: Sendable {
        let heading: String
        let columns: [String]
        let rows: [RowView]

        struct RowView: Sendable {
            let path: String
            let title: String
            let cells: [String]
        }
    }

    struct SameView: Sendable {
        let path: String
        let title: String
        let isShown: Bool
        /// The link's id, and what the page showed of it.
        let link: String
        let seen: String
    }

    let message: MessageView?
    let space: String
    let path: String
    let queue: String
    let previous: String?
    let next: String?
    let kind: String
    let shortID: String
    let headline: String
    let isWithdrawn: Bool
    let isContested: Bool
    let canWrite: Bool
    let canReview: Bool
    let canUndo: Bool
    let approvalSeen: String
    let recordSeen: String
    let assignee: String
    let due: String
    let people: [String]
    let conflicts: [ConflictView]
    let hasConflicts: Bool
    let fields: [FieldRow]
    /// Those that hold nothing.
    let empty: [FieldRow]
    let hasEmpty: Bool
    let questions: [QuestionView]
    /// Of the question that the form asks.
    let questionID: String
    let same: [SameView]
    let hasSame: Bool
    /// Where a link is taken back.
    let unlink: String
    let related: [RelatedView]
    let changes: [ChangeView]
    /// Where values are erased.
    let redaction: String
}
