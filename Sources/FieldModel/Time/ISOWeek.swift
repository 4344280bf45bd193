public import SyncCore

/// A week of ISO 8601: Monday to Sunday; week 1 holds the year's first Thursday.
public struct ISOWeek: Hashable, Comparable, Sendable {
    /// The week's year, which around New Year may differ from the day's.
    public let year: Int
    /// 1 … 52, in some years 53.
    public let week: Int

    /// A week that exists; `nil` for any other, such as week 53 of 2024.
    public init?(year: Int, week: Int) {
        guard (1...9_998).contains(year), (1...Self.count(in: year)).contains(week) else { return nil }
        self.year = year
        self.week = week
    }

    public init(containing date: CalendarDate) {
        let thursday = date.adding(days: 4 - date.isoWeekday)
        year = thursday.civil.year
        week = Int(thursday.daysSinceEpoch - Self.newYear(year).daysSinceEpoch) / 7 + 1
    }

    /// The week in which an instant lies by the clocks of Stockholm.
    public init(containing instant: Instant) {
        self.init(containing: Stockholm.date(of: instant))
    }

    /// 53 in a year that begins on a Thursday, and in a leap year that begins on a Wednesday; else 52.
    public static func count(in year: Int) -> Int {
        let weekday = newYear(year).isoWeekday
        return weekday == 4 || weekday == 3 && CalendarDate.isLeap(year) ? 53 : 52
    }

    public var monday: CalendarDate {
        let fourth = Self.newYear(year).adding(days: 3)
        return fourth.adding(days: 1 - fourth.isoWeekday + 7 * (week - 1))
    }

    public var sunday: CalendarDate { monday.adding(days: 6) }

    /// From the first millisecond of Monday to the last of Sunday by the clocks of Stockholm, since 1970.
    public var milliseconds: Range<Int64> {
        let start = Stockholm.instant(on: monday, minuteOfDay: 0).milliseconds
        return start..<Stockholm.instant(on: monday.adding(days: 7), minuteOfDay: 0).milliseconds
    }

    /// So many weeks before this one, ascending; fewer where there are no more.
    public func before(_ count: Int) -> [ISOWeek] {
        var weeks: [ISOWeek] = []
        while weeks.count < count, let former = (weeks.last ?? self).former { weeks.append(former) }
        return weeks.reversed()
    }

    private var former: ISOWeek? {
        if week > 1 { return ISOWeek(year: year, week: week - 1) }
        return year > 1 ? ISOWeek(year: year - 1, week: Self.count(in: year - 1)) : nil
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.year, left.week) < (right.year, right.week)
    }

    private static func newYear(_ year: Int) -> CalendarDate {
        guard let date = CalendarDate(year: year, month: 1, day: 1) else {
            preconditionFailure("weeks are made for years 1 to 9998 only")
        }
        return date
    }
}

extension ISOWeek: CustomStringConvertible {
    /// `2024-W46`.
    public var description: String { "\(year.padded(to: 4))-W\(week.padded(to: 2))" }
}
