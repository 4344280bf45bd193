import FieldModel
import SyncCore
import TestSupport
import Testing

/// What holds of any number, not only of those that someone thought of.
@Suite struct PrivacyGuardLawTests {
    private static let seed: UInt64 = 19_811_218

    @Test func `any valid personal identity number is found in any spelling`() {
        var generator = SeededGenerator(seed: Self.seed)
        for _ in 0..<2_000 {
            let isCoordination = generator.chance(30)
            let spelling = Self.number(isCoordination: isCoordination, using: &generator)
            let text = "Mannen, \(spelling), avvisades från Hässelby torg vecka 46."
            let findings = PrivacyGuard.findings(in: text)
            #expect(findings.map { String(text[$0.range]) } == [spelling], "seed \(Self.seed)")
            // Ten digits from 07… may be taken for a mobile number, which is refused all the same.
            let kind: PrivacyGuard.Kind = isCoordination ? .coordinationNumber : .personalIdentityNumber
            #expect(
                findings.allSatisfy { $0.kind == kind || $0.kind == .phoneNumber },
                "seed \(Self.seed): \(text)"
            )
        }
    }

    @Test func `a number with another last digit is not taken for a person`() {
        var generator = SeededGenerator(seed: Self.seed)
        for _ in 0..<2_000 {
            let valid = Self.number(isCoordination: false, using: &generator)
            let last = valid.last?.wholeNumberValue ?? 0
            let text = "Nummer \(valid.dropLast())\((last + Int.random(in: 1...9, using: &generator)) % 10)."
            let found = PrivacyGuard.findings(in: text).map(\.kind)
            #expect(!found.contains(.personalIdentityNumber), "seed \(Self.seed): \(text)")
            #expect(!found.contains(.coordinationNumber), "seed \(Self.seed): \(text)")
        }
    }

    @Test func `days, times, sums and case numbers are never taken for personal data`() {
        var generator = SeededGenerator(seed: Self.seed)
        for _ in 0..<2_000 {
            let day = CalendarDate(daysSinceEpoch: Int32.random(in: 15_000...22_000, using: &generator))
            let instant = Instant(
                milliseconds: Int64.random(in: 1_300_000_000_000...1_900_000_000_000, using: &generator),
                offsetMinutes: 60
            )
            let sum = Int.random(in: 0...99_999_999, using: &generator)
            let text = """
                \(day.iso8601) kl. \(instant.iso8601.dropFirst(11).prefix(5)), \(instant.iso8601): \
                \(sum) kr, dnr \(2_000 + sum % 30)/\(sum % 10_000), läge 59.\(sum), \
                K\(sum % 1_000_000)-24, \(ISOWeek(containing: day))
                """
            #expect(PrivacyGuard.findings(in: text).isEmpty, "seed \(Self.seed): \(text)")
        }
    }

    /// A number of a random day since 1920, spelt in a random way.
    private static func number(isCoordination: Bool, using generator: inout SeededGenerator) -> String {
        let (year, month, day) = CalendarDate(
            daysSinceEpoch: Int32.random(in: -18_000...19_500, using: &generator)
        ).civil
        let date = twoDigits(year % 100) + twoDigits(month) + twoDigits(isCoordination ? day + 60 : day)
        let serial = Int.random(in: 1...999, using: &generator)
        let nine = date + String(String(serial + 1_000).dropFirst())
        let check = (0...9).first { luhnSum(nine + String($0)).isMultiple(of: 10) } ?? 0
        let century = generator.chance(50) ? twoDigits(year / 100) : ""
        let separators = ["-", "+", "", " ", " - ", "–", "—", "−", "- ", "\u{A0}"]
        let separator = separators.randomElement(using: &generator) ?? "-"
        return century + date + separator + nine.suffix(3) + String(check)
    }

    private static func twoDigits(_ number: Int) -> String { String(String(number + 100).dropFirst()) }

    private static func luhnSum(_ digits: String) -> Int {
        zip(digits.compactMap(\.wholeNumberValue), [2, 1, 2, 1, 2, 1, 2, 1, 2, 1]).reduce(0) { sum, pair in
            let product = pair.0 * pair.1
            return sum + product / 10 + product % 10
        }
    }
}
