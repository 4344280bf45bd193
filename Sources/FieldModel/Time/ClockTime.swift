/// A time of day as it is written: `14:30`, `14.30`, `1430`, `14:30:15.250`, with `Z` or `+01:00` or neither.
struct ClockTime: Hashable, Sendable {
    /// Since midnight.
    let milliseconds: Int
    /// East of Greenwich; `nil` if nothing was said.
    let offsetMinutes: Int16?

    init?(_ text: String) {
        var clock = Substring(text)
        if clock.last == "Z" || clock.last == "z" {
            clock = clock.dropLast()
            offsetMinutes = 0
        } else if let sign = clock.lastIndex(where: { "+-−".contains($0) }) {
            guard let offset = Self.minutes(clock[clock.index(after: sign)...]), offset <= 1_440 else {
                return nil
            }
            offsetMinutes = Int16(clock[sign] == "+" ? offset : -offset)
            clock = clock[..<sign]
        } else {
            offsetMinutes = nil
        }
        guard let milliseconds = Self.milliseconds(clock) else { return nil }
        self.milliseconds = milliseconds
    }

    private static func milliseconds(_ clock: Substring) -> Int? {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return minutes(clock).map { $0 * 60_000 } }
        guard let minutes = minutes(parts[0] + ":" + parts[1]) else { return nil }
        let seconds = parts[2].split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard (1...2).contains(seconds.count), let whole = twoDigits(seconds[0]), whole < 60 else {
            return nil
        }
        guard seconds.count == 2 else { return minutes * 60_000 + whole * 1_000 }
        guard (1...9).contains(seconds[1].count), seconds[1].allSatisfy(\.isASCIIDigit),
            let thousandths = Int((seconds[1] + "00").prefix(3))
        else { return nil }
        return minutes * 60_000 + whole * 1_000 + thousandths
    }

    /// Hours and minutes: `14:30`, `9.05`, `1430`.
    private static func minutes(_ text: Substring) -> Int? {
        var parts = text.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
        if parts.count == 1, text.count == 4 { parts = [text.prefix(2), text.suffix(2)] }
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[0].allSatisfy(\.isASCIIDigit),
            let hours = Int(parts[0]), hours < 24, let minutes = twoDigits(parts[1]), minutes < 60
        else { return nil }
        return hours * 60 + minutes
    }

    private static func twoDigits(_ text: Substring) -> Int? {
        guard text.count == 2, text.allSatisfy(\.isASCIIDigit) else { return nil }
        return Int(text)
    }
}

extension Character {
    var isASCIIDigit: Bool { asciiValue.map { (0x30...0x39).contains($0) } ?? false }
}
