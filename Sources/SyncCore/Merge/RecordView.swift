/// A record as people and models meet it: one shown value a field, and what needs a person.
public struct RecordView: Hashable, Sendable {
    public let key: RecordKey
    /// Ascending by field number; fields that hold nothing live, or `empty` alone, are there too.
    public let fields: [FieldView]
    /// Every live entry is in the list of a live withdrawal.
    public let isWithdrawn: Bool
    /// There is a live withdrawal, and a live entry that it did not see: an open conflict.
    public let isWithdrawalContested: Bool
    /// The least and the greatest time of the changes.
    public let createdAt: HybridTime
    public let changedAt: HybridTime

    public subscript(field: FieldNumber) -> FieldView? {
        fields.first { $0.number == field }
    }

    public var hasOpenConflict: Bool { isWithdrawalContested || fields.contains { $0.status == .open } }
}

/// One field as it is shown.
public struct FieldView: Hashable, Sendable {
    public enum Status: Hashable, Sendable {
        /// One value, or equal values.
        case single
        /// Several values, settled by the policy; every other value is one step away.
        case settled
        /// Several values, waiting for a person.
        case open
        /// A set.
        case set
    }

    public let number: FieldNumber
    /// The value to show; `nil` if there is none, or it was cleared, redacted or is missing. For a set: `nil`.
    public let shown: Value?
    /// All live entries, the shown one first, then descending in the total order.
    public let live: [Entry]
    public let status: Status

    /// The values of a set, each once, in the order of their bytes.
    public var elements: [Value] { preconditionFailure("contract") }
}

extension RecordState {
    /// - Parameter schema: the record's kind; fields that it does not know are shown as `latest`.
    public func view(of key: RecordKey, schema: KindSchema?) -> RecordView {
        preconditionFailure("contract")
    }
}
