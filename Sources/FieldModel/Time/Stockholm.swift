public import SyncCore

/// The clocks of Stockholm: an hour ahead of UTC, two from the last Sunday of March to the last of October.
///
/// The rule of the European Union since 1996 (directive 2000/84/EC); both changes happen at 01:00 UTC.
/// Earlier summers ended in September and are not told apart.
public enum Stockholm {
    private static let minute: Int64 = 60_000
    private static let day: Int64 = 86_400_000

    /// Minutes ahead of UTC at a point in time.
    public static func offsetMinutes(atMilliseconds milliseconds: Int64) -> Int16 {
        let date = CalendarDate(daysSinceEpoch: Int32(clamping: milliseconds.flooredQuotient(by: day)))
        let year = date.civil.year
        let change = minute * 60
        let start = Int64(lastSunday(ofMonth: 3, year: year).daysSinceEpoch) * day + change
        let end = Int64(lastSunday(ofMonth: 10, year: year).daysSinceEpoch) * day + change
        return milliseconds >= start && milliseconds < end ? 120 : 60
    }

    /// The day that an instant lies on.
    public static func date(of instant: Instant) -> CalendarDate {
        let local = localMilliseconds(instant.milliseconds)
        return CalendarDate(daysSinceEpoch: Int32(clamping: local.flooredQuotient(by: day)))
    }

    /// Minutes since midnight at an instant.
    public static func minuteOfDay(of instant: Instant) -> Int {
        let local = localMilliseconds(instant.milliseconds)
        return Int((local - local.flooredQuotient(by: day) * day) / minute)
    }

    /// The instant with Stockholm's own offset.
    public static func instant(atMilliseconds milliseconds: Int64) -> Instant {
        Instant(milliseconds: milliseconds, offsetMinutes: offsetMinutes(atMilliseconds: milliseconds))
    }

    /// The instant when the clocks show this time; the first of the two in the hour that comes twice, and the
    /// time an hour later in the hour that is skipped.
    public static func instant(on date: CalendarDate, minuteOfDay: Int) -> Instant {
        let local = Int64(date.daysSinceEpoch) * day + Int64(minuteOfDay) * minute
        for offset in [Int64(120), 60] {
            let milliseconds = local - offset * minute
            if Int64(offsetMinutes(atMilliseconds: milliseconds)) == offset {
                return instant(atMilliseconds: milliseconds)
            }
        }
        return instant(atMilliseconds: local - 60 * minute)
    }

    private static func localMilliseconds(_ milliseconds: Int64) -> Int64 {
        let (local, overflow) = milliseconds.addingReportingOverflow(
            Int64(offsetMinutes(atMilliseconds: milliseconds)) * minute
        )
        return overflow ? milliseconds : local
    }

    private static func lastSunday(ofMonth month: Int, year: Int) -> CalendarDate {
        let held = min(max(year, 1), 9_999)
        guard let last = CalendarDate(year: held, month: month, day: 31) else {
            preconditionFailure("March and October have 31 days")
        }
        return last.adding(days: -(last.isoWeekday % 7))
    }
}

extension Int64 {
    /// Division that rounds towards minus infinity.
    func flooredQuotient(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
