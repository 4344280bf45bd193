import FieldModel
import SyncCore
import Testing

@Suite struct CalendarDateTests {
    @Test func `days that do not exist are refused`() {
        #expect(CalendarDate(year: 2024, month: 2, day: 29) != nil)
        #expect(CalendarDate(year: 2023, month: 2, day: 29) == nil)
        #expect(CalendarDate(year: 1900, month: 2, day: 29) == nil)
        #expect(CalendarDate(year: 2000, month: 2, day: 29) != nil)
        #expect(CalendarDate(year: 2024, month: 4, day: 31) == nil)
        #expect(CalendarDate(year: 2024, month: 13, day: 1) == nil)
        #expect(CalendarDate(year: 2024, month: 1, day: 0) == nil)
    }

    @Test func `known days have their numbers`() {
        #expect(CalendarDate(year: 1970, month: 1, day: 1)?.daysSinceEpoch == 0)
        #expect(CalendarDate(year: 2024, month: 11, day: 13)?.daysSinceEpoch == 20_040)
        #expect(CalendarDate(year: 1600, month: 3, day: 1)?.daysSinceEpoch == -135_080)
    }

    @Test func `a day survives the way to year, month and day and back`() {
        for days in stride(from: Int32(-700_000), to: 2_900_000, by: 97) {
            let (year, month, day) = CalendarDate(daysSinceEpoch: days).civil
            #expect(CalendarDate(year: year, month: month, day: day)?.daysSinceEpoch == days)
        }
    }
}
