/// What a person does to one field of a record, or to the record.
public enum FieldEdit: Hashable, Sendable {
    case set(FieldNumber, Value)
    case clear(FieldNumber)
    case add(FieldNumber, [Value])
    case remove(FieldNumber, [Value])
    /// Puts the values back that a write superseded: undoes a resolution.
    case undo(FieldNumber, former: [Value])
    case withdraw
    /// Takes back every live withdrawal.
    case restore
}

/// What a person does to one record at once: it becomes one change.
public struct RecordEdit: Hashable, Sendable {
    public let record: RecordKey
    public let edits: [FieldEdit]

    public init(record: RecordKey, edits: [FieldEdit]) {
        self.record = record
        self.edits = edits
    }
}

extension RecordState {
    /// The change that an edit makes, seen from this state.
    ///
    /// `set` and `clear` supersede every live entry of the field and are resolutions if those held two or more
    /// different values; `add` leaves out elements that are live already; `remove` supersedes the live entries
    /// of its elements; `withdraw` lists every live entry but withdrawals. An edit that would change nothing
    /// gives no write.
    ///
    /// - Returns: `nil` if nothing is left to write.
    public func change(for edit: RecordEdit, at time: HybridTime) -> Change? {
        preconditionFailure("contract")
    }
}
