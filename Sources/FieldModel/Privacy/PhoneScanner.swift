/// Finds Swedish phone numbers as people write them, and foreign ones that begin with a plus.
///
/// Digits may be grouped by a space, a hyphen, a slash or brackets. What tells a phone number from opening
/// hours, weeks and sums is the area code, the count of digits and the sizes of the groups.
///
/// Source: PTS, *Den svenska telefoninummerplanen* (area codes and lengths).
enum PhoneScanner {
    static func matches(in text: ScannedText) -> [ScannedMatch] {
        var matches: [ScannedMatch] = []
        for start in text.runs.indices {
            if let last = matches.last, text.runs[start].range.lowerBound < last.range.upperBound { continue }
            let groups = groups(in: text, from: start)
            guard let count = lengthOfNumber(groups, at: start, in: text) else { continue }
            let first = text.runs[start].range.lowerBound
            let isPlus = text[first - 1] == "+"
            let last = text.runs[start + count - 1].range.upperBound
            matches.append(ScannedMatch(kind: .phoneNumber, range: (isPlus ? first - 1 : first)..<last))
        }
        return matches
    }

    /// No number has more groups than this.
    private static let mostGroups = 8

    /// The runs from one on that are joined as a phone number's groups may be.
    private static func groups(in text: ScannedText, from start: Int) -> [DigitRun] {
        var groups = [text.runs[start]]
        for next in text.runs[(start + 1)...].prefix(mostGroups - 1) {
            guard let last = groups.last, isJoint(text.gap(after: last, before: next)) else { break }
            groups.append(next)
        }
        return groups
    }

    private static func isJoint(_ gap: ArraySlice<Unicode.Scalar>) -> Bool {
        let marks = gap.filter { !$0.isSpace }
        guard gap.count <= 4 else { return false }
        switch marks.count {
        case 0: return true
        case 1: return marks.allSatisfy { $0.isHyphen || $0 == "/" || $0 == "." || $0 == "(" || $0 == ")" }
        default: return marks.allSatisfy { $0 == "(" || $0 == ")" || $0.isHyphen }
        }
    }

    /// How many of the groups make a number; `nil` if none do.
    private static func lengthOfNumber(_ groups: [DigitRun], at start: Int, in text: ScannedText) -> Int? {
        let first = groups[0].range.lowerBound
        let before = text[first - 1]
        if let before, before.properties.isAlphabetic { return nil }
        if before == "+" { return foreignOrSwedish(groups.map(\.digits)) }
        let marks = Unicode.Scalar.hyphens.union([".", ",", ":", "/"])
        if text.continuesNumber(at: first, marks: marks) { return nil }
        let digits = groups.map(\.digits)
        if let count = swedishAbroad(digits) { return count }
        guard digits[0].first == 0 else { return nil }
        let usesDots = groups.count > 1 && text.gap(after: groups[0], before: groups[1]).contains(".")
        return mobile(digits) ?? (usesDots ? nil : landline(digits, endsAt: groups, in: text))
    }

    // MARK: Shapes

    /// After a plus: `+46 70 123 45 67`, `+47 912 34 567`; not `+1 000 000`.
    private static func foreignOrSwedish(_ digits: [[Int]]) -> Int? {
        if let count = national(digits, dropping: [4, 6]) { return count }
        guard let first = digits.first, first.first != 0 else { return nil }
        if first.count >= 9 { return first.count <= 15 ? 1 : nil }
        guard first.count <= 3, !digits.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
        return prefix(of: digits) { (9...15).contains($0) }
    }

    /// `0046 70 123 45 67`, `46701234567`.
    private static func swedishAbroad(_ digits: [[Int]]) -> Int? {
        if let count = national(digits, dropping: [0, 0, 4, 6]) { return count }
        guard let count = national(digits, dropping: [4, 6]) else { return nil }
        let rest = digits.prefix(count).flatMap { $0 }.dropFirst(2).drop { $0 == 0 }
        return rest.first == 7 && rest.count == 9 && rest.dropFirst().first != 5 ? count : nil
    }

    /// The groups that hold a prefix and then a Swedish number without, or with, its zero.
    private static func national(_ digits: [[Int]], dropping prefix: [Int]) -> Int? {
        guard digits.flatMap({ $0 }).starts(with: prefix), let first = digits.first else { return nil }
        guard first.count == prefix.count || first.count > prefix.count + 6 else {
            // The prefix runs into the area code: +4670 123 45 67.
            return first.count <= prefix.count + 4 && first.count > prefix.count
                ? significant(digits, dropping: prefix.count) : nil
        }
        return significant(digits, dropping: prefix.count)
    }

    private static func significant(_ digits: [[Int]], dropping prefix: Int) -> Int? {
        var best: Int?
        for count in 1...digits.count {
            let rest = digits.prefix(count).flatMap { $0 }.dropFirst(prefix).drop { $0 == 0 }
            guard let first = rest.first else { continue }
            let wanted = first == 7 ? 9...9 : 7...9
            if wanted.contains(rest.count) { best = count }
        }
        return best
    }

    /// Ten digits that begin with 070, 072, 073, 076 or 079.
    private static func mobile(_ digits: [[Int]]) -> Int? {
        let all = digits.flatMap { $0 }
        guard all.count >= 10, all[1] == 7, [0, 2, 3, 6, 9].contains(all[2]) else { return nil }
        return prefix(of: digits) { $0 == 10 }
    }

    /// An area code as a group of its own and five to eight digits, or nine to ten digits in one run.
    private static func landline(_ digits: [[Int]], endsAt groups: [DigitRun], in text: ScannedText) -> Int? {
        let first = digits[0]
        if first.count >= 9 {
            let code = areaCodeLength(first)
            return first.count <= 10 && code != nil && !text.isLetter(at: groups[0].range.upperBound)
                ? 1 : nil
        }
        guard areaCodeLength(first) == first.count else { return nil }
        var best: Int?
        for count in 2...max(2, digits.count) where count <= digits.count {
            let sizes = digits[1..<count].map(\.count)
            let subscriber = sizes.reduce(0, +)
            guard (5...8).contains(subscriber), first.count + subscriber <= 10 else { continue }
            if isSubscriber(sizes), !digits[1..<count].contains(where: looksLikeYear) { best = count }
        }
        return best
    }

    private static func isSubscriber(_ sizes: [Int]) -> Bool {
        if sizes.count == 1 { return true }
        return sizes.allSatisfy { $0 == 2 || $0 == 3 } || sizes == [4, 4] || sizes == [3, 4]
    }

    private static func looksLikeYear(_ digits: [Int]) -> Bool {
        digits.count == 4 && (digits.starts(with: [1, 9]) || digits.starts(with: [2, 0]))
    }

    private static let threeDigitCodes: Set<Int> = [
        10, 11, 13, 16, 18, 19, 20, 21, 23, 26, 31, 33, 35, 36, 40, 42, 44, 46, 54, 60, 63, 77, 90, 99,
    ]

    /// How many of the leading digits are the area code; `nil` if there is none such.
    private static func areaCodeLength(_ digits: [Int]) -> Int? {
        guard digits.count >= 2, digits[0] == 0 else { return nil }
        if digits[1] == 8 { return 2 }
        guard digits.count >= 3, digits[1] != 0 else { return nil }
        if threeDigitCodes.contains(digits[1] * 10 + digits[2]) { return 3 }
        return digits.count >= 4 && digits[1] != 7 ? 4 : nil
    }

    /// The greatest number of groups whose digits together are as many as wanted.
    private static func prefix(of digits: [[Int]], where isWanted: (Int) -> Bool) -> Int? {
        var total = 0
        var best: Int?
        for (index, group) in digits.enumerated() {
            total += group.count
            if isWanted(total) { best = index + 1 }
        }
        return best
    }
}
