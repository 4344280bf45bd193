/// A value of a field.
///
/// Each value has one canonical byte form (``canonicalBytes``); two values are equal exactly if those bytes
/// are. There is no floating point: a quantity is an integer, or a decimal of a scale that the schema fixes.
public enum Value: Hashable, Sendable {
    /// What a cleared field holds, and an absent member of a group.
    case empty
    case bool(Bool)
    case integer(Int64)
    /// A number in units of the field's scale: öre, litres, 1e-7 degrees.
    case decimal(Int64)
    /// NFC, without white space at its ends.
    case text(String)
    case id(RecordID)
    case date(CalendarDate)
    case instant(Instant)
    /// A number from the field's enumeration; the schema gives it a name.
    case enumeration(UInt32)
    /// Values that only make sense together, in the schema's order.
    case group([Value])
    /// Names of entries: what a withdrawal lists. Ascending, each once.
    case entries([EntryName])
    /// Bytes without a meaning to the merge: keys, certificates.
    case bytes([UInt8])
    /// A type that this version does not know, kept byte for byte.
    case unknown(tag: UInt8, bytes: [UInt8])
}

/// A day in the proleptic Gregorian calendar, counted from 1970-01-01.
public struct CalendarDate: Hashable, Comparable, Sendable {
    public let daysSinceEpoch: Int32

    public init(daysSinceEpoch: Int32) {
        self.daysSinceEpoch = daysSinceEpoch
    }

    public static func < (left: Self, right: Self) -> Bool { left.daysSinceEpoch < right.daysSinceEpoch }
}

/// A point in time, with the offset from UTC that the person's clock showed.
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int64
    /// Minutes east of Greenwich, -1,440 to 1,440.
    public let offsetMinutes: Int16

    public init(milliseconds: Int64, offsetMinutes: Int16) {
        self.milliseconds = milliseconds
        self.offsetMinutes = offsetMinutes
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.milliseconds, left.offsetMinutes) < (right.milliseconds, right.offsetMinutes)
    }
}
