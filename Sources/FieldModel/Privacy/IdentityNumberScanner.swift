import SyncCore

/// Finds personal identity numbers and coordination numbers.
///
/// The number is six or eight digits of birth date and four more: `YYMMDD-NNNN`, `YYMMDD+NNNN`,
/// `YYYYMMDD-NNNN`, with any hyphen or dash, spaces or nothing between, and also with the parts of the date
/// set apart. The date must exist, a coordination number has 60 added to the day, the serial number is not
/// 000, and the last ten digits pass the Luhn checksum.
///
/// Source: folkbokföringslagen (1991:481) 18 §; Skatteverket, SKV 704 and SKV 707.
enum IdentityNumberScanner {
    static func matches(in text: ScannedText) -> [ScannedMatch] {
        var matches: [ScannedMatch] = []
        for start in text.runs.indices {
            if let last = matches.last, text.runs[start].range.lowerBound < last.range.upperBound { continue }
            if let match = match(in: text, from: start) { matches.append(match) }
        }
        return matches
    }

    /// How digits may be parted into runs; the last is always the four after the date.
    private static let partings: [[Int]] = [
        [10], [12], [6, 4], [8, 4], [4, 2, 2, 4], [2, 2, 2, 4], [4, 4, 4], [2, 4, 4],
    ]

    private static func match(in text: ScannedText, from start: Int) -> ScannedMatch? {
        for parting in partings where start + parting.count <= text.runs.count {
            let runs = text.runs[start..<start + parting.count]
            guard zip(runs, parting).allSatisfy({ $0.digits.count == $1 }) else { continue }
            guard areJoined(Array(runs), in: text), standsAlone(Array(runs), in: text) else { continue }
            if let kind = kind(of: runs.flatMap(\.digits)), let first = runs.first, let last = runs.last {
                return ScannedMatch(kind: kind, range: first.range.lowerBound..<last.range.upperBound)
            }
        }
        return nil
    }

    /// Whether the runs are parted as one number: the four last digits by hyphen, plus, spaces or hyphen
    /// within spaces, the date's parts by one and the same mark.
    ///
    /// A date and then a time, `2024-11-13 1430`, is none.
    private static func areJoined(_ runs: [DigitRun], in text: ScannedText) -> Bool {
        let gaps = zip(runs, runs.dropFirst()).map { Array(text.gap(after: $0, before: $1)) }
        guard let last = gaps.last else { return true }
        let mark = last.filter { !$0.isSpace }
        guard last.count <= 4, mark.count <= 1, mark.allSatisfy({ $0.isHyphen || $0 == "+" }) else {
            return false
        }
        let within = gaps.dropLast()
        guard let first = within.first else { return true }
        guard within.allSatisfy({ $0 == first }), first.count == 1, let part = first.first else {
            return false
        }
        if part.isSpace { return true }
        return (part.isHyphen || part == "." || part == "/") && !mark.isEmpty
    }

    private static let decimalMarks: Set<Unicode.Scalar> = [".", ","]

    private static func standsAlone(_ runs: [DigitRun], in text: ScannedText) -> Bool {
        guard let first = runs.first, let last = runs.last else { return false }
        let start = first.range.lowerBound
        let end = last.range.upperBound
        if text.continuesNumber(
            at: start,
            marks: decimalMarks.union([":", "+"]).union(Unicode.Scalar.hyphens)
        ) {
            return false
        }
        if text.isContinued(at: end, marks: Unicode.Scalar.hyphens.union([":"])) { return false }
        // Letters around bare digits make a hash or a serial number, not a person.
        return runs.count > 1 || !(text.isLetter(at: start - 1) || text.isLetter(at: end))
    }

    private static func kind(of digits: [Int]) -> PrivacyGuard.Kind? {
        let ten = Array(digits.suffix(10))
        guard passesLuhn(ten), ten[6] + ten[7] + ten[8] > 0 else { return nil }
        let month = ten[2] * 10 + ten[3]
        let day = ten[4] * 10 + ten[5]
        let years: [Int]
        if digits.count == 12 {
            let year = digits.prefix(4).reduce(0) { $0 * 10 + $1 }
            guard (1840...2099).contains(year) else { return nil }
            years = [year]
        } else {
            years = [1900, 2000].map { $0 + ten[0] * 10 + ten[1] }
        }
        if years.contains(where: { CalendarDate(year: $0, month: month, day: day) != nil }) {
            return .personalIdentityNumber
        }
        if years.contains(where: { CalendarDate(year: $0, month: month, day: day - 60) != nil }) {
            return .coordinationNumber
        }
        return nil
    }

    /// Every other digit doubled, from the first; the digits of the products add up to a multiple of ten.
    private static func passesLuhn(_ digits: [Int]) -> Bool {
        let sum = digits.enumerated().reduce(0) { sum, item in
            let product = item.offset.isMultiple(of: 2) ? item.element * 2 : item.element
            return sum + product / 10 + product % 10
        }
        return sum.isMultiple(of: 10)
    }
}
