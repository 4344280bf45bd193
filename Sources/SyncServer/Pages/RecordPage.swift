/// What the page of one record shows, in the form that its template reads.
struct RecordPageView: Sendable {
    struct FieldView: Sendable {
        let name: String
        let label: String
        let value: String
        /// Values that the policy did not show.
        let settled: String?
        let isOpen: Bool
        let edit: EditView?
    }

    /// A form for one field.
    struct EditView: Sendable {
        let name: String
        let label: String
        /// As it can be typed again.
        let value: String
        let seen: String
        let isLong: Bool
        let isLine: Bool
        let isChoice: Bool
        let choices: [ChoiceView]
    }

    struct ChoiceView: Sendable {
        let value: String
        let label: String
        let isSelected: Bool
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
        let index: Int
        let value: String
        let authors: String
        let canBeChosen: Bool
    }

    struct ChangeView: Sendable {
        let who: String
        let written: String
        let arrived: String
        let device: String
        let lines: [String]
        let isRedacted: Bool
    }

    let message: MessageView?
    let space: String
    let path: String
    let queue: String
    let kind: String
    let shortID: String
    let headline: String
    let isWithdrawn: Bool
    let isContested: Bool
    let canWrite: Bool
    let canReview: Bool
    let approvalSeen: String
    let recordSeen: String
    let conflicts: [ConflictView]
    let hasConflicts: Bool
    let fields: [FieldView]
    let changes: [ChangeView]
}

/// What the review queue shows.
struct QueueView: Sendable {
    struct RowView: Sendable {
        let id: String
        let path: String
        let kind: String
        let headline: String
        let changed: String
        let approval: String
        let isOpen: Bool
        let isWithdrawn: Bool
        let canApprove: Bool
    }

    let message: MessageView?
    let space: String
    let path: String
    let kinds: [RecordPageView.ChoiceView]
    let approvals: [RecordPageView.ChoiceView]
    let text: String
    let onlyConflicts: Bool
    let includesWithdrawn: Bool
    let rows: [RowView]
    let isEmpty: Bool
    let canApprove: Bool
    /// The address of the next page.
    let next: String?
}
