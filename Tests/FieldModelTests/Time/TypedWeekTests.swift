import FieldModel
import SyncCore
import Testing

@Suite struct TypedWeekTests {
    private func week(_ text: String, on day: String = "2024-11-13") throws -> String? {
        let typed = TypedTime(today: CalendarDate(daysSinceEpoch: 0))
        return ISOWeek(typed: text, today: try #require(typed.date(from: day)))?.description
    }

    @Test(arguments: [
        "2024-W46", "2024W46", "2024-46", "46", "v46", "v. 46", "v 46 2024", "vecka 46", "week 46", "W46",
        "46/2024",
    ])
    func `a week is read as people write it`(_ text: String) throws {
        #expect(try week(text) == (text == "46/2024" ? nil : "2024-W46"))
    }

    @Test(arguments: ["", "0", "54", "2024-W53", "2024-W00", "snart", "46 47 48", "2024-11-13"])
    func `what is no week is refused`(_ text: String) throws {
        #expect(try week(text) == nil)
    }

    @Test func `a week without a year is the nearest one`() throws {
        #expect(try week("52", on: "2025-01-02") == "2024-W52")
        #expect(try week("1", on: "2024-12-27") == "2025-W01")
        #expect(try week("53", on: "2026-06-01") == "2026-W53")
    }
}
