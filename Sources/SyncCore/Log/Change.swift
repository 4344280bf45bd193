/// What a change does to one field.
public struct Write: Hashable, Sendable {
    public var field: FieldNumber
    /// The new entries, each a value in canonical form.
    ///
    /// A set has one, a removal none, an undo several.
    public var values: [[UInt8]]
    /// The entries that the author saw and that this write takes the place of.
    public var superseded: [EntryName]
    /// Whether the superseded entries held two or more different values: the author settled a conflict.
    ///
    /// It stands in the skeleton since what is live, and what is an open conflict, must not change when the
    /// values are redacted.
    public var isResolution: Bool

    public init(
        field: FieldNumber,
        values: [[UInt8]],
        superseded: [EntryName] = [],
        isResolution: Bool = false
    ) {
        self.field = field
        self.values = values
        self.superseded = superseded
        self.isResolution = isResolution
    }
}

/// One user action on one record.
public struct Change: Hashable, Sendable {
    public var record: RecordKey
    public var time: HybridTime
    /// Ascending by field, each field once.
    public var writes: [Write]

    public init(record: RecordKey, time: HybridTime, writes: [Write]) {
        self.record = record
        self.time = time
        self.writes = writes
    }
}

/// What a record is known by in its space.
///
/// Two kinds that happen to use one id are two records, so that a record never depends on which of its
/// changes arrived first.
public struct RecordKey: Hashable, Comparable, Sendable {
    public let kind: KindNumber
    public let id: RecordID

    public init(kind: KindNumber, id: RecordID) {
        self.kind = kind
        self.id = id
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.kind, left.id) < (right.kind, right.id)
    }
}
