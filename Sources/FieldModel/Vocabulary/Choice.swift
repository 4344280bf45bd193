public import SyncCore

/// One value of an enumeration, for those who list or look up choices without knowing the Swift type.
public struct ChoiceDefinition: Hashable, Sendable {
    /// What the log holds; never reused.
    public let number: UInt32
    /// The stable name in JSON and on the command line.
    public let identifier: String
    public let label: Wording

    public init(number: UInt32, identifier: String, label: Wording) {
        self.number = number
        self.identifier = identifier
        self.label = label
    }
}

/// An enumeration of the domain; the raw value is the number in the log.
public protocol Choice: FieldValue, CaseIterable, RawRepresentable where RawValue == UInt32 {
    var definition: ChoiceDefinition { get }
}

extension Choice {
    public static var form: FieldForm { .choice(allCases.map(\.definition)) }

    public init?(fieldValue: Value) {
        guard case .enumeration(let number) = fieldValue else { return nil }
        self.init(rawValue: number)
    }

    public var fieldValue: Value { .enumeration(rawValue) }

    public var identifier: String { definition.identifier }

    public var label: Wording { definition.label }

    /// Finds a choice by its identifier.
    public init?(identifier: some StringProtocol) {
        guard let found = Self.allCases.first(where: { $0.identifier == identifier }) else { return nil }
        self = found
    }

    /// The definition of this case; in English it is called as it is identified, unless said otherwise.
    func named(_ identifier: String, _ swedish: String, english: String? = nil) -> ChoiceDefinition {
        ChoiceDefinition(
            number: rawValue,
            identifier: identifier,
            label: Wording(swedish: swedish, english: english ?? identifier.spelledWithSpaces)
        )
    }
}
