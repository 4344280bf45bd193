import TestSupport
import Testing

@testable import SyncCore

struct FilterTermTests {
    private static let field = FieldNumber(rawValue: 26)

    private static func term(_ value: Value) -> String? { FilterTerm(field: field, value: value)?.text }

    @Test func `terms are ordered as their numbers are`() {
        let numbers: [Int64] = [.min, -70_000, -1, 0, 1, 2, 255, 256, 1_704_067_200_000, .max]
        for (lower, upper) in zip(numbers, numbers.dropFirst()) {
            #expect(Self.term(.integer(lower)) ?? "" < Self.term(.integer(upper)) ?? "", "\(lower)")
        }
        let here = Value.instant(Instant(milliseconds: 5, offsetMinutes: 60))
        let there = Value.instant(Instant(milliseconds: 5, offsetMinutes: 0))
        #expect(Self.term(here) == Self.term(there))
        #expect(Self.term(.date(CalendarDate(daysSinceEpoch: 3))) == Self.term(.integer(3)))
    }

    @Test func `terms are ordered as their texts' bytes are`() {
        let texts = ["", "SL", "SLL", "Trafikkontoret", "sl", "Åkermyntan", "åkermyntan"]
        for (lower, upper) in zip(texts, texts.dropFirst()) {
            #expect(Self.term(.text(lower)) ?? "" < Self.term(.text(upper)) ?? "", "\(lower)")
        }
    }

    @Test func `a term is one word of small letters and digits, however long the value`() {
        let long = String(repeating: "å ", count: 20_000)
        for value in [Value.text(long + "a"), .text(long + "b"), .bytes(Array(long.utf8)), .bool(true)] {
            let term = Self.term(value) ?? " "
            #expect(term.utf8.count <= 256)
            #expect(term.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) })
        }
        #expect(Self.term(.text(long + "a")) != Self.term(.text(long + "b")))
    }

    @Test func `a text, an id and bytes of the same bytes are told apart as far as listings did`() {
        let id = RecordID(high: 1, low: 2)
        #expect(Self.term(.id(id)) == Self.term(.bytes(id.bytes)))
        #expect(Self.term(.text("a")) != Self.term(.bytes([97])))
        #expect(FilterTerm(field: FieldNumber(rawValue: 1), value: .text("a"))?.text != Self.term(.text("a")))
    }

    @Test func `groups and values of unknown types have no term`() {
        for value in [Value.empty, .group([.bool(true)]), .entries([]), .unknown(tag: 99, bytes: [1])] {
            #expect(Self.term(value) == nil)
        }
    }

    private static func range(
        _ comparison: RecordQuery.Condition.Comparison
    ) -> ClosedRange<String>? {
        FilterTerm.range(of: RecordQuery.Condition(field: field, comparison: comparison))
    }

    @Test func `an open end takes all values of the sort, and no other's`() throws {
        let term = try #require(Self.term(.integer(5)))
        let text = try #require(Self.term(.text("5")))
        let id = try #require(Self.term(.id(RecordID(high: .max, low: .max))))
        for open in [Self.range(.between(.integer(5), nil)), Self.range(.between(nil, .integer(5)))] {
            #expect(open?.contains(term) == true && open?.contains(text) == false)
        }
        let all = Self.range(.between(nil, nil))
        #expect([term, text, id].allSatisfy { all?.contains($0) == true })
        let other = try #require(FilterTerm(field: FieldNumber(rawValue: 0x26), value: .bool(true)))
        #expect(all?.contains(other.text) == false)
    }

    @Test func `ends of two sorts, ends that cross and values without a term meet nothing`() {
        #expect(Self.range(.between(.integer(5), .text("å"))) == nil)
        #expect(Self.range(.between(.integer(5), .integer(4))) == nil)
        #expect(Self.range(.equals(.empty)) == nil)
    }
}
