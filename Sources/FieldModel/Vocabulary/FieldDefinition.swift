public import SyncCore

/// What holds of a field beside its form and policy.
public struct FieldTraits: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// Listings filter by it.
    public static let indexed = FieldTraits(rawValue: 1)
    /// The full-text search covers it.
    public static let searched = FieldTraits(rawValue: 2)
    /// A record is not created without it.
    public static let required = FieldTraits(rawValue: 4)
    /// Part of the natural key: given at creation, never changed.
    public static let key = FieldTraits(rawValue: 8)
}

/// One field of a kind, for those who drive themselves by the catalogue.
public struct FieldDefinition: Hashable, Sendable {
    public let number: FieldNumber
    /// The stable name in JSON and on the command line: lower case, words joined by underscores.
    public let name: String
    public let label: Wording
    public let form: FieldForm
    public let policy: MergePolicy
    public let traits: FieldTraits
    /// What a number counts, as it is shown: `kr`, `m³`.
    public let unit: String?

    /// Several values at once, added and removed one by one.
    public var isSet: Bool { policy == .union }

    public var isKey: Bool { traits.contains(.key) }

    /// Key fields are required, too.
    public var isRequired: Bool { !traits.isDisjoint(with: [.required, .key]) }

    /// Whether a write needs the right to review.
    public var isReview: Bool { number.rawValue >= Limits.firstReviewField }

    /// The values of an enumeration, in the order to show them; empty for other forms.
    public var choices: [ChoiceDefinition] {
        if case .choice(let choices) = form { choices } else { [] }
    }

    /// The kind of record that the field refers to.
    public var referredKind: KindNumber? {
        if case .reference(let kind) = form { kind } else { nil }
    }

    /// The field as the engine knows it.
    public var schema: FieldSchema {
        FieldSchema(
            number: number,
            name: name,
            type: form.valueType,
            policy: policy,
            isIndexed: !traits.isDisjoint(with: [.indexed, .key]),
            isSearched: traits.contains(.searched)
        )
    }
}
