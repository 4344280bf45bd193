import FieldModel

/// What a retention rule erases, or has erased.
public struct RetentionReport: Hashable, Sendable {
    public let rule: RetentionRule
    /// The records that are due and still hold values, and the changes of theirs that do.
    public internal(set) var records = 0
    public internal(set) var changes = 0
    /// The last changes of those records: of the oldest and of the newest, milliseconds since 1970.
    public internal(set) var oldest: Int64?
    public internal(set) var newest: Int64?
    /// The records of the kind that still hold values, the due ones among them.
    public internal(set) var heldRecords = 0
    /// Whether it was carried out.
    public internal(set) var isErased = false

    init(of rule: RetentionRule) {
        self.rule = rule
    }

    /// Whether it takes more than half of what there is of the kind: a slip in the rule would look like that.
    public var isSweeping: Bool { records > 0 && records * 2 > heldRecords }
}

extension RetentionReport: Encodable {
    private enum CodingKeys: String, CodingKey {
        case space, kind, rule, records, changes, oldest, newest, sweeping, erased
        case heldRecords = "of_records"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rule.spaceName, forKey: .space)
        try container.encode(rule.kind.name, forKey: .kind)
        try container.encode(rule.ground, forKey: .rule)
        try container.encode(records, forKey: .records)
        try container.encode(changes, forKey: .changes)
        try container.encode(heldRecords, forKey: .heldRecords)
        try container.encodeIfPresent(oldest, forKey: .oldest)
        try container.encodeIfPresent(newest, forKey: .newest)
        try container.encode(isSweeping, forKey: .sweeping)
        try container.encode(isErased, forKey: .erased)
    }
}
