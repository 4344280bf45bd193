public import SyncCore

/// A kind of record, declared as a type whose static members are its fields.
public protocol Kind {
    static var definition: KindDefinition { get }
}

extension Kind {
    public static var number: KindNumber { definition.number }
}

/// One kind of record, for those who drive themselves by the catalogue.
public struct KindDefinition: Hashable, Sendable {
    public let number: KindNumber
    /// The stable name in JSON and on the command line.
    public let name: String
    public let label: Wording
    /// Ascending by number, the review fields of every kind included.
    public let fields: [FieldDefinition]
    /// Groups of fields of which a new record has at least one.
    public let needsOneOf: [[FieldNumber]]

    /// The fields that make the id of a record, in the order of the key; empty for kinds with random ids.
    public var keyFields: [FieldDefinition] { fields.filter(\.isKey) }

    public subscript(number: FieldNumber) -> FieldDefinition? {
        fields.first { $0.number == number }
    }

    public subscript(name: String) -> FieldDefinition? {
        fields.first { $0.name == name }
    }

    /// The kind as the engine knows it.
    public var schema: KindSchema {
        KindSchema(number: number, name: name, fields: fields.map(\.schema))
    }

    init(
        _ number: KindNumber,
        _ name: String,
        _ swedish: String,
        english: String? = nil,
        needsOneOf: [[FieldNumber]] = [],
        fields: [any DeclaredField]
    ) {
        self.number = number
        self.name = name
        self.label = Wording(swedish: swedish, english: english ?? name.spelledWithSpaces)
        self.fields = (fields + Review.fields).map(\.definition).sorted { $0.number < $1.number }
        self.needsOneOf = needsOneOf
    }
}
