public import SyncCore

/// A Swift type that a field can hold.
public protocol FieldValue: Hashable, Sendable {
    /// The form of a field of this type that declares no narrower one.
    static var form: FieldForm { get }

    /// Reads a stored value; `nil` if it is of another type, or a choice that this version does not know.
    init?(fieldValue: Value)

    /// The value as it is stored.
    var fieldValue: Value { get }
}

extension Bool: FieldValue {
    public static var form: FieldForm { .bool }

    public init?(fieldValue: Value) {
        guard case .bool(let flag) = fieldValue else { return nil }
        self = flag
    }

    public var fieldValue: Value { .bool(self) }
}

extension Int: FieldValue {
    public static var form: FieldForm { .count }

    public init?(fieldValue: Value) {
        guard case .integer(let number) = fieldValue else { return nil }
        self.init(exactly: number)
    }

    public var fieldValue: Value { .integer(Int64(self)) }
}

extension String: FieldValue {
    public static var form: FieldForm { .prose }

    public init?(fieldValue: Value) {
        guard case .text(let text) = fieldValue else { return nil }
        self = text
    }

    /// The text in canonical form: NFC, white space at its ends removed.
    public var fieldValue: Value { .canonicalText(self) }
}

extension Identifier: FieldValue where Named == RecordName {
    /// A reference's kind is declared by its field.
    public static var form: FieldForm { .anyRecord }

    public init?(fieldValue: Value) {
        guard case .id(let record) = fieldValue else { return nil }
        self = record
    }

    public var fieldValue: Value { .id(self) }
}

extension CalendarDate: FieldValue {
    public static var form: FieldForm { .date }

    public init?(fieldValue: Value) {
        guard case .date(let date) = fieldValue else { return nil }
        self = date
    }

    public var fieldValue: Value { .date(self) }
}

extension Instant: FieldValue {
    public static var form: FieldForm { .instant }

    public init?(fieldValue: Value) {
        guard case .instant(let instant) = fieldValue else { return nil }
        self = instant
    }

    public var fieldValue: Value { .instant(self) }
}
