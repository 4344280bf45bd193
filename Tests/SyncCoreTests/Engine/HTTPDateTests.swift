import Testing

@testable import SyncCore

struct HTTPDateTests {
    @Test(arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", Int64(0)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777_000),
        ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199_000),
        ("Fri, 31 Dec 2100 00:00:00 GMT", 4_133_894_400_000),
    ])
    func `a date is read`(text: String, milliseconds: Int64) {
        #expect(HTTPDate.milliseconds(text) == milliseconds)
    }

    @Test(arguments: [
        "", "now", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 6 X 1994 0:0:0 GMT",
    ])
    func `anything else is no date`(text: String) {
        #expect(HTTPDate.milliseconds(text) == nil)
    }

    @Test func `Retry-After is seconds or a date`() {
        #expect(HTTPDate.pause(retryAfter: "7", now: 0) == .seconds(7))
        #expect(HTTPDate.pause(retryAfter: "Thu, 01 Jan 1970 00:00:09 GMT", now: 2_000) == .seconds(7))
        #expect(HTTPDate.pause(retryAfter: "Thu, 01 Jan 1970 00:00:09 GMT", now: 20_000) == .zero)
        #expect(HTTPDate.pause(retryAfter: "-1", now: 0) == nil)
    }
}
