import FieldModel
import SyncCore
import Testing

@Suite struct ISOWeekTests {
    @Test(arguments: [
        ("2024-11-13", "2024-W46"), ("2024-01-01", "2024-W01"), ("2023-01-01", "2022-W52"),
        ("2021-01-03", "2020-W53"), ("2020-12-28", "2020-W53"), ("2024-12-30", "2025-W01"),
        ("2026-12-31", "2026-W53"), ("2016-01-03", "2015-W53"), ("1970-01-01", "1970-W01"),
    ])
    func `a day lies in its ISO week`(_ day: String, _ week: String) throws {
        let date = try #require(TypedTime(today: CalendarDate(daysSinceEpoch: 0)).date(from: day))
        #expect(ISOWeek(containing: date).description == week)
    }

    @Test func `only the years that have a week 53 accept it`() {
        let long = (2000...2030).filter { ISOWeek(year: $0, week: 53) != nil }
        #expect(long == [2004, 2009, 2015, 2020, 2026])
        #expect(ISOWeek(year: 2024, week: 0) == nil)
        #expect(ISOWeek(year: 2024, week: 54) == nil)
    }

    @Test func `every day of forty years lies between its week's Monday and Sunday`() throws {
        let first = try #require(CalendarDate(year: 1999, month: 1, day: 1))
        for offset in 0..<14_610 {
            let date = first.adding(days: offset)
            let week = ISOWeek(containing: date)
            #expect(week.monday <= date && date <= week.sunday, "\(date.iso8601)")
            #expect(week.monday.isoWeekday == 1, "\(date.iso8601)")
            #expect(ISOWeek(year: week.year, week: week.week) == week, "\(date.iso8601)")
        }
    }

    @Test func `the weeks before one follow each other, through years of 52 and of 53`() throws {
        for year in [2_016, 2_021, 2_025, 2_027] {
            let week = try #require(ISOWeek(year: year, week: 3))
            let before = week.before(60)
            #expect(before.count == 60 && before == before.sorted())
            for (earlier, later) in zip(before, before.dropFirst() + [week]) {
                #expect(earlier.sunday.adding(days: 1) == later.monday, "\(earlier)")
            }
        }
        let first = try #require(ISOWeek(year: 1, week: 2))
        #expect(first.before(8) == [try #require(ISOWeek(year: 1, week: 1))], "there are no more")
        #expect(first.before(0).isEmpty)
    }

    @Test func `a week begins at midnight in Stockholm, in winter and in summer`() throws {
        let winter = try #require(ISOWeek(year: 2024, week: 46))
        // 2024-11-11 00:00 +01:00
        #expect(winter.milliseconds.lowerBound == 1_731_279_600_000)
        let summer = try #require(ISOWeek(year: 2024, week: 28))
        // 2024-07-08 00:00 +02:00
        #expect(summer.milliseconds.lowerBound == 1_720_389_600_000)
        let shortened = try #require(ISOWeek(year: 2024, week: 13))
        #expect(shortened.milliseconds.count == (7 * 24 - 1) * 3_600_000)
        let last = Instant(milliseconds: winter.milliseconds.upperBound - 1, offsetMinutes: 0)
        #expect(ISOWeek(containing: last) == winter)
        let next = Instant(milliseconds: winter.milliseconds.upperBound, offsetMinutes: 0)
        #expect(ISOWeek(containing: next).week == 47)
    }
}
