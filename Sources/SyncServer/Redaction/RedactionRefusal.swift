import FieldModel

/// Why nothing was redacted.
enum RedactionRefusal: Error, Hashable, Sendable {
    case groundMissing
    case groundTooLong
    /// It holds control characters.
    case groundNotPrintable
    /// The ground stays, and may not name a person.
    case groundHoldsPersonalData(PrivacyGuard.Kind)
    /// The ground stays, and may not say what is to be erased.
    case groundHoldsValue
    /// The record's field has no such entry.
    case unknownEntry
    /// The field never held a value in this record.
    case nothingToRedact
    case alreadyRedacted
    /// More changes hold the value than one request erases.
    case tooManyChanges(limit: Int)
    /// Another value of a change is too large to be restated.
    case valueCannotStay
}
