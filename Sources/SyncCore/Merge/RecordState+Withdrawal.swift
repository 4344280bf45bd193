/// What the live withdrawals of a record amount to.
enum WithdrawalStanding: Hashable {
    /// No withdrawal is live.
    case none
    /// Every other live entry is in the list of a live withdrawal.
    case withdrawn
    /// A live entry is in no live withdrawal's list: its author and the withdrawal's did not know of each
    /// other.
    case contested
}

extension RecordState {
    /// Decided by names alone: that an entry was redacted, or has not arrived, neither hides nor reveals a
    /// record.
    ///
    /// Several withdrawals count together: an entry needs to be in one of their lists only. A record without
    /// any other live entry is withdrawn as soon as one withdrawal is live. A redacted or missing withdrawal,
    /// and whatever else stands in the field without being a list of entries, lists nothing and withdraws
    /// nothing.
    var withdrawalStanding: WithdrawalStanding {
        let lists = entries(of: .withdrawal).compactMap(\.content.listedEntries)
        guard !lists.isEmpty else { return .none }
        let listed = Set(lists.joined())
        let isComplete = entries.allSatisfy { $0.field == .withdrawal || listed.contains($0.name) }
        return isComplete ? .withdrawn : .contested
    }
}

extension EntryContent {
    fileprivate var listedEntries: [EntryName]? {
        guard let bytes = valueBytes, case .entries(let names) = Value(readingAny: bytes) else { return nil }
        return names
    }
}
