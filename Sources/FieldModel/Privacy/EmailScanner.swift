/// Finds e-mail addresses, also with letters beyond ASCII, and with `(at)` or spaced `@` for the sign.
enum EmailScanner {
    /// Longest local part and longest domain, RFC 5321; they also bound the work for one sign.
    private static let localLength = 64
    private static let domainLength = 255

    /// Endings by which `namn @ exempel.se` is told from `6 st @ 20.50`.
    private static let commonEndings: Set<String> = [
        "se", "nu", "com", "net", "org", "eu", "info", "no", "fi", "dk",
    ]

    static func matches(in text: ScannedText) -> [ScannedMatch] {
        var matches: [ScannedMatch] = []
        for offset in text.scalars.indices {
            guard let sign = sign(at: offset, in: text) else { continue }
            let spaces = spacesAround(sign, in: text)
            let start = startOfLocal(before: spaces.lowerBound, in: text)
            let end = endOfDomain(after: spaces.upperBound, in: text)
            guard start < spaces.lowerBound, let ending = ending(spaces.upperBound..<end, in: text) else {
                continue
            }
            if spaces != sign || sign.count > 1, !commonEndings.contains(ending) { continue }
            matches.append(ScannedMatch(kind: .emailAddress, range: start..<end))
        }
        return matches
    }

    /// `@`, its full-width form, `(at)` or `[at]`.
    private static func sign(at offset: Int, in text: ScannedText) -> Range<Int>? {
        let scalar = text.scalars[offset]
        if scalar == "@" || scalar == "＠" { return offset..<offset + 1 }
        guard scalar == "(" || scalar == "[", text[offset + 3] == (scalar == "(" ? ")" : "]") else {
            return nil
        }
        let isAt =
            text[offset + 1]?.properties.lowercaseMapping == "a"
            && text[offset + 2]?.properties.lowercaseMapping == "t"
        return isAt ? offset..<offset + 4 : nil
    }

    /// The sign with one space on either side, if there are both.
    private static func spacesAround(_ sign: Range<Int>, in text: ScannedText) -> Range<Int> {
        guard text[sign.lowerBound - 1]?.isSpace == true, text[sign.upperBound]?.isSpace == true else {
            return sign
        }
        return sign.lowerBound - 1..<sign.upperBound + 1
    }

    private static func startOfLocal(before end: Int, in text: ScannedText) -> Int {
        var start = end
        while start > 0, end - start < localLength, isLocal(text.scalars[start - 1]) { start -= 1 }
        while start < end, text.scalars[start] == "." { start += 1 }
        return start
    }

    private static func endOfDomain(after start: Int, in text: ScannedText) -> Int {
        var end = start
        while let scalar = text[end], end - start < domainLength, isDomain(scalar) { end += 1 }
        while end > start, text.scalars[end - 1] == "." || text.scalars[end - 1] == "-" { end -= 1 }
        return end
    }

    /// What follows the domain's last dot, lower-cased; `nil` unless it is letters, two or more.
    private static func ending(_ domain: Range<Int>, in text: ScannedText) -> String? {
        guard let dot = text.scalars[domain].lastIndex(of: "."), dot > domain.lowerBound else { return nil }
        let ending = text.scalars[(dot + 1)..<domain.upperBound]
        guard ending.count >= 2, ending.allSatisfy(\.properties.isAlphabetic) else { return nil }
        return ending.map(\.properties.lowercaseMapping).joined()
    }

    private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
        isDomain(scalar) || scalar == "_" || scalar == "%" || scalar == "+" || scalar == "'" || scalar == "&"
    }

    private static func isDomain(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "." || scalar == "-" || scalar.digit != nil || scalar.properties.isAlphabetic
            || scalar.properties.canonicalCombiningClass != .notReordered
    }
}
