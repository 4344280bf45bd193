import FieldModel
import SyncCore

/// How long after its last change a record is kept.
public enum RetentionPeriod: Hashable, Sendable {
    case days(Int)
    /// Calendar years, counted in UTC; from 29 February it is to 28 February.
    case years(Int)

    /// The time before which a record's newest change must lie for the record to be due.
    ///
    /// - Parameter now: milliseconds since 1970.
    /// - Returns: that time, and never one before 1970.
    func cutoff(now: Int64) -> HybridTime {
        switch self {
        case .days(let count):
            return HybridTime(millisecondsSinceEpoch: now - Int64(count) * Self.dayMilliseconds)
        case .years(let count):
            let today = CalendarDate(daysSinceEpoch: Int32(clamping: now / Self.dayMilliseconds))
            let (year, month, day) = today.civil
            let date =
                CalendarDate(year: year - count, month: month, day: day)
                ?? CalendarDate(year: year - count, month: month, day: 28)
            let start = Int64(date?.daysSinceEpoch ?? 0) * Self.dayMilliseconds
            return HybridTime(millisecondsSinceEpoch: start + now % Self.dayMilliseconds)
        }
    }

    /// At least a day, at most a century.
    ///
    /// - Throws: ``ServerError/periodNotAllowed``
    func checked() throws(ServerError) -> RetentionPeriod {
        switch self {
        case .days(let count) where (1...36_525).contains(count): return self
        case .years(let count) where (1...100).contains(count): return self
        default: throw .periodNotAllowed
        }
    }

    private static let dayMilliseconds: Int64 = 86_400_000
}
