import FieldModel
import SyncCore
import Testing

@Suite struct TypedTimeTests {
    /// 2024-11-13, a Wednesday.
    private let typed = TypedTime(today: CalendarDate(daysSinceEpoch: 20_040))

    @Test(arguments: [
        ("2024-11-13", "2024-11-13"), (" 2024-1-3 ", "2024-01-03"), ("20241113", "2024-11-13"),
        ("13/11", "2024-11-13"), ("3/1", "2025-01-03"), ("30/6", "2024-06-30"), ("13/11 2023", "2023-11-13"),
        ("13/11-23", "2023-11-13"), ("13/11/2023", "2023-11-13"), ("13.11.2023", "2023-11-13"),
        ("i dag", "2024-11-13"), ("Idag", "2024-11-13"), ("i går", "2024-11-12"), ("yesterday", "2024-11-12"),
    ])
    func `days are read as people write them`(_ text: String, _ day: String) {
        #expect(typed.date(from: text)?.iso8601 == day)
    }

    @Test(arguments: [
        "", "13", "13-11", "2024-02-30", "32/1", "2024-11", "2024/11/13", "imorn", "11/13", "1/1/1", "a/b",
    ])
    func `what is no day is refused`(_ text: String) {
        #expect(typed.date(from: text) == nil)
    }

    @Test(arguments: [
        ("2024-11-13 14:30", "2024-11-13T14:30:00+01:00"), ("2024-07-13 14:30", "2024-07-13T14:30:00+02:00"),
        ("2024-11-13T14:30:15.250+01:00", "2024-11-13T14:30:15.250+01:00"),
        ("2024-11-13T13:30:00Z", "2024-11-13T13:30:00+00:00"),
        ("2024-11-13T08:30:00-05:00", "2024-11-13T08:30:00-05:00"),
        ("13/11 14.30", "2024-11-13T14:30:00+01:00"), ("13/11 kl. 14.30", "2024-11-13T14:30:00+01:00"),
        ("i går kl 9.05", "2024-11-12T09:05:00+01:00"), ("14:30", "2024-11-13T14:30:00+01:00"),
        ("i dag 1430", "2024-11-13T14:30:00+01:00"), ("2024-10-27 02:30", "2024-10-27T02:30:00+02:00"),
        ("2024-10-27 02:30+01:00", "2024-10-27T02:30:00+01:00"),
        ("2024-03-31 02:30", "2024-03-31T03:30:00+02:00"),
        ("2024-10-27 03:00", "2024-10-27T03:00:00+01:00"),
    ])
    func `times are read as people write them, by the clocks of Stockholm`(_ text: String, _ instant: String)
    {
        #expect(typed.instant(from: text)?.iso8601 == instant)
    }

    @Test(arguments: [
        "", "2024-11-13", "24:00", "14:60", "2024-11-13 14", "kl", "14:30:99", "14:30+99:00", "T", "T14:30",
    ])
    func `what is no time is refused`(_ text: String) {
        #expect(typed.instant(from: text) == nil)
    }

    @Test func `an instant survives the way to text and back`() {
        for milliseconds in stride(from: Int64(-5_000_000_000_123), to: 5_000_000_000_000, by: 33_333_333_377)
        {
            let instant = Instant(milliseconds: milliseconds, offsetMinutes: Int16(milliseconds % 840))
            #expect(typed.instant(from: instant.iso8601) == instant, "\(instant.iso8601)")
        }
    }
}
