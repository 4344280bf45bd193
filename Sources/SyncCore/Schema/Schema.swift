/// The number of a kind of record; never reused.
public struct KindNumber: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The number of a field, unique within its kind; never reused.
public struct FieldNumber: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// The engine's own field, in every kind: each live entry lists the entries that a withdrawal saw.
    public static let withdrawal = FieldNumber(rawValue: 1)
}

/// How a field with several live values is shown and surfaced.
///
/// It never changes what is live.
public enum MergePolicy: Hashable, Sendable {
    /// The value that is greatest in the total order (time, log, number, leaf hash).
    case latest
    /// The value that is greatest in a declared order, so that a merge never lowers it.
    case highest(DeclaredOrder)
    /// Every live value: the field is a set.
    case union
    /// As `latest`, and an open conflict until a person settles it.
    case decide
}

/// The order of a field whose policy is ``MergePolicy/highest(_:)``.
public enum DeclaredOrder: Hashable, Sendable {
    /// By the number itself.
    case number
    /// By place in this list, the lowest first. A number that is not in it ranks highest.
    case ranks([UInt32])
}

/// What values a field takes.
public indirect enum ValueType: Hashable, Sendable {
    case bool
    case integer
    /// A fixed number of decimals: 2 for öre, 7 for degrees.
    case decimal(scale: Int)
    case text
    case id
    case date
    case instant
    case enumeration
    case group([ValueType])
    case bytes
    case entries
}

/// One field of a kind.
public struct FieldSchema: Hashable, Sendable {
    public let number: FieldNumber
    /// The stable name in JSON and on the command line: lower case, words joined by underscores.
    public let name: String
    public let type: ValueType
    public let policy: MergePolicy
    /// Whether queries filter by it.
    public let isIndexed: Bool
    /// Whether the full-text search covers it.
    public let isSearched: Bool

    public init(
        number: FieldNumber,
        name: String,
        type: ValueType,
        policy: MergePolicy = .latest,
        isIndexed: Bool = false,
        isSearched: Bool = false
    ) {
        self.number = number
        self.name = name
        self.type = type
        self.policy = policy
        self.isIndexed = isIndexed
        self.isSearched = isSearched
    }
}

/// One kind of record.
public struct KindSchema: Hashable, Sendable {
    public let number: KindNumber
    /// The stable name in JSON and on the command line.
    public let name: String
    /// Ascending by number.
    public let fields: [FieldSchema]

    public init(number: KindNumber, name: String, fields: [FieldSchema]) {
        self.number = number
        self.name = name
        self.fields = fields.sorted { $0.number < $1.number }
    }

    public subscript(number: FieldNumber) -> FieldSchema? {
        fields.first { $0.number == number }
    }

    public subscript(name: String) -> FieldSchema? {
        fields.first { $0.name == name }
    }
}

/// The kinds that a program knows.
///
/// Kinds and fields it does not know are merged, kept and forwarded all the same.
public struct Schema: Hashable, Sendable {
    /// Ascending by number.
    public let kinds: [KindSchema]

    private let indexByNumber: [KindNumber: Int]

    public init(kinds: [KindSchema]) {
        let sorted = kinds.sorted { $0.number < $1.number }
        self.kinds = sorted
        indexByNumber = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1.number, $0) })
    }

    public subscript(number: KindNumber) -> KindSchema? {
        indexByNumber[number].map { kinds[$0] }
    }

    public subscript(name: String) -> KindSchema? {
        kinds.first { $0.name == name }
    }
}
