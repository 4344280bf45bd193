public import SyncCore

/// Reads days and times as people and programs write them.
///
/// Days: `2024-11-13`, `20241113`, `13/11`, `13/11 2024`, `13/11-24`, `13.11.2024`, `i dag`, `idag`, `today`,
/// `i går`, `igår`, `yesterday`. A day without a year is the one nearest to today.
///
/// Times: a day, then white space, `T`, `kl` or `kl.`, then `14:30`, `14.30`, `1430` or `14:30:15.250`, then
/// optionally `Z` or an offset as `+01:00`. A time alone is today's. Without an offset the clocks of
/// Stockholm count.
public struct TypedTime: Hashable, Sendable {
    public let today: CalendarDate

    public init(today: CalendarDate) {
        self.today = today
    }

    /// - Returns: `nil` for a day that does not exist, or that is written in another way.
    public func date(from text: String) -> CalendarDate? {
        let lowered = text.lowercased()
        let words = lowered.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        switch words {
        case "i dag", "idag", "today": return today
        case "i går", "igår", "yesterday": return today.adding(days: -1)
        default: break
        }
        if words.allSatisfy(\.isASCIIDigit), words.count == 8 {
            return Self.day(words.prefix(4), words.dropFirst(4).prefix(2), words.suffix(2))
        }
        let parts = words.split(omittingEmptySubsequences: false) { "-/. ".contains($0) }
        guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }) else { return nil }
        if parts.count == 3, parts[0].count == 4, words.dropFirst(4).first == "-" {
            return Self.day(parts[0], parts[1], parts[2])
        }
        guard words.contains("/") || words.contains("."), parts[0].count <= 2 else { return nil }
        switch parts.count {
        case 2: return nearest(day: parts[0], month: parts[1])
        case 3 where parts[2].count == 2: return Self.day("20" + parts[2], parts[1], parts[0])
        case 3 where parts[2].count == 4: return Self.day(parts[2], parts[1], parts[0])
        default: return nil
        }
    }

    /// - Returns: `nil` for a time that does not exist, or that is written in another way.
    public func instant(from text: String) -> Instant? {
        let (head, clock) = Self.split(text)
        guard let clock, let time = ClockTime(clock) else { return nil }
        guard let day = head.isEmpty ? today : date(from: head) else { return nil }
        let start = Int64(day.daysSinceEpoch) * 86_400_000
        let rest = Int64(time.milliseconds % 60_000)
        guard let offset = time.offsetMinutes else {
            let instant = Stockholm.instant(on: day, minuteOfDay: time.milliseconds / 60_000)
            return Instant(milliseconds: instant.milliseconds + rest, offsetMinutes: instant.offsetMinutes)
        }
        let milliseconds = start + Int64(time.milliseconds) - Int64(offset) * 60_000
        return Instant(milliseconds: milliseconds, offsetMinutes: offset)
    }

    /// Parts a text into the day and the time of day, which is the last word but for an offset.
    private static func split(_ text: String) -> (head: String, clock: String?) {
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        if let only = words.first, words.count == 1,
            let mark = only.firstIndex(where: { $0 == "T" || $0 == "t" }),
            mark != only.startIndex
        {
            let head = only[..<mark]
            guard head.allSatisfy({ $0.isASCIIDigit || $0 == "-" }) else { return (text, nil) }
            return (String(head), String(only[only.index(after: mark)...]))
        }
        guard let clock = words.popLast() else { return ("", nil) }
        if let mark = words.last?.lowercased(), ["kl", "kl.", "at"].contains(mark) { words.removeLast() }
        return (words.joined(separator: " "), clock)
    }

    private static func day(
        _ year: some StringProtocol,
        _ month: some StringProtocol,
        _ day: some StringProtocol
    ) -> CalendarDate? {
        guard let year = Int(year), let month = Int(month), let day = Int(day) else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    private func nearest(day: Substring, month: Substring) -> CalendarDate? {
        let year = today.civil.year
        let candidates = (year - 1...year + 1).compactMap { Self.day(String($0), month, day) }
        return candidates.min { left, right in
            abs(left.daysSinceEpoch - today.daysSinceEpoch) < abs(right.daysSinceEpoch - today.daysSinceEpoch)
        }
    }
}
