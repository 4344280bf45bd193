public import SyncCore

/// A field that was declared with its Swift type, seen without it.
public protocol DeclaredField: Sendable {
    var definition: FieldDefinition { get }
}

/// A field with one shown value: `view[Observation.gravity]` is a `Gravity?`.
public struct Field<Content: FieldValue>: DeclaredField, Hashable {
    public let definition: FieldDefinition

    public var number: FieldNumber { definition.number }
    public var name: String { definition.name }

    /// Declares a field of the kind that lists it.
    ///
    /// The number is unique in the kind, from 16, for review fields from 512, and never reused. `english` is
    /// the label where it is not the name with spaces; `form` gives narrower limits than the type's own, or
    /// the kind that is referred to.
    init(
        _ number: UInt32,
        _ name: String,
        _ swedish: String,
        english: String? = nil,
        form: FieldForm = Content.form,
        policy: MergePolicy = .latest,
        unit: String? = nil,
        _ traits: FieldTraits = []
    ) {
        definition = FieldDefinition(
            number: FieldNumber(rawValue: number),
            name: name,
            label: Wording(swedish: swedish, english: english ?? name.spelledWithSpaces),
            form: form,
            policy: policy,
            traits: traits,
            unit: unit
        )
    }
}

/// A field that is a set: `view[Observation.tags]` is a `[String]`.
///
/// Its policy is always ``MergePolicy/union``.
public struct SetField<Element: FieldValue>: DeclaredField, Hashable {
    public let definition: FieldDefinition

    public var number: FieldNumber { definition.number }
    public var name: String { definition.name }

    init(
        _ number: UInt32,
        _ name: String,
        _ swedish: String,
        english: String? = nil,
        form: FieldForm = Element.form,
        _ traits: FieldTraits = []
    ) {
        definition = FieldDefinition(
            number: FieldNumber(rawValue: number),
            name: name,
            label: Wording(swedish: swedish, english: english ?? name.spelledWithSpaces),
            form: form,
            policy: .union,
            traits: traits,
            unit: nil
        )
    }
}
