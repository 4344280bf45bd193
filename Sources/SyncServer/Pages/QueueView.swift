/// What the review queue shows.
struct QueueView: Sendable {
    struct RowView: Sendable {
        /// See ``Ticked``.
        let id: String
        let path: String
        let kind: String
        let headline: String
        let area: String
        let changed: String
        let approval: String
        let assignee: String
        let isOpen: Bool
        let isNew: Bool
        let isWithdrawn: Bool
        let canReview: Bool
    }

    let message: MessageView?
    let space: String
    let path: String
    let looked: String
    let filter: FilterView
    let rows: [RowView]
    let isEmpty: Bool
    let canReview: Bool
    let people: [String]
    let count: String
    /// The address of the next page.
    let next: String?
    /// Noted when the person has looked; `nil` if there is nothing new.
    let newMoment: String?
    let csv: String
    let geoJSON: String
    let map: String
    let new: [ChoiceView]
    let hasNew: Bool
}

/// The filter above a list or a map.
struct FilterView: Sendable {
    let action: String
    /// As in an address.
    let query: String
    let kinds: [ChoiceView]
    let areas: [ChoiceView]
    let approvals: [ChoiceView]
    let from: String
    let until: String
    let text: String
    let assigned: String
    let onlyConflicts: Bool
    let onlyNew: Bool
    let includesWithdrawn: Bool
}
