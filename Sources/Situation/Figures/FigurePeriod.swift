/// What time a published figure is about.
///
/// As text: `2024`, `2024-07`, `2024-01/2024-10`, `--04` for each April (ISO 8601's notation, in part of an
/// earlier edition), and whatever else a source writes.
public enum FigurePeriod: Hashable, Sendable {
    case year(Int)
    case month(year: Int, month: Int)
    /// From one month to another, both included, not before it.
    case months(from: YearMonth, to: YearMonth)
    /// A month of every year that the source is about.
    case everyYear(month: Int)
    /// What the models do not compute with.
    case other(String)

    /// A month of a year.
    public struct YearMonth: Hashable, Comparable, Sendable {
        public let year: Int
        /// From 1 to 12.
        public let month: Int

        public init?(year: Int, month: Int) {
            guard (1...9_999).contains(year), (1...12).contains(month) else { return nil }
            self.year = year
            self.month = month
        }

        /// Reads `2024-07`.
        init?(_ text: Substring) {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].count == 4, parts[1].count == 2,
                let year = Int(parts[0]), let month = Int(parts[1])
            else { return nil }
            self.init(year: year, month: month)
        }

        public static func < (left: Self, right: Self) -> Bool {
            (left.year, left.month) < (right.year, right.month)
        }
    }

    /// Reads what stands in a record.
    public init(_ text: String) {
        let trimmed = text.filter { !$0.isWhitespace }[...]
        let parts = trimmed.split(separator: "/", omittingEmptySubsequences: false)
        if trimmed.count == 4, let year = Int(trimmed), year > 0 {
            self = .year(year)
        } else if let month = YearMonth(trimmed) {
            self = .month(year: month.year, month: month.month)
        } else if trimmed.count == 4, trimmed.hasPrefix("--"), let month = Int(trimmed.dropFirst(2)),
            (1...12).contains(month)
        {
            self = .everyYear(month: month)
        } else if parts.count == 2, let from = YearMonth(parts[0]), let to = YearMonth(parts[1]), from <= to {
            self = .months(from: from, to: to)
        } else {
            self = .other(text)
        }
    }

    /// How long it is in months; `nil` where it is not known.
    public var months: Int? {
        switch self {
        case .year: 12
        case .month: 1
        case .months(let from, let to): (to.year - from.year) * 12 + to.month - from.month + 1
        case .everyYear, .other: nil
        }
    }

    /// The year that it begins in, also where only that can be read of it; `nil` if it has none.
    var firstYear: Int? {
        switch self {
        case .year(let year), .month(let year, _): year
        case .months(let from, _): from.year
        case .everyYear: nil
        case .other(let text): text.count >= 4 ? Int(text.prefix(4)) : nil
        }
    }

    /// Whether the two have a month in common; periods that are not computed with have none.
    func overlaps(_ other: FigurePeriod) -> Bool {
        guard let own = span, let others = other.span else { return false }
        return own.lowerBound <= others.upperBound && others.lowerBound <= own.upperBound
    }

    /// From the first month to the last.
    private var span: ClosedRange<YearMonth>? {
        switch self {
        case .year(let year):
            guard let first = YearMonth(year: year, month: 1), let last = YearMonth(year: year, month: 12)
            else { return nil }
            return first...last
        case .month(let year, let month): return YearMonth(year: year, month: month).map { $0...$0 }
        case .months(let from, let to): return from...to
        case .everyYear, .other: return nil
        }
    }

    /// Whether a period lies in this one; everything does in one that is not computed with.
    func holds(_ period: FigurePeriod) -> Bool {
        switch (self, period) {
        case (.other, _): true
        case (.year(let year), .month(let inner, _)): year == inner
        case (.everyYear(let month), .month(_, let inner)): month == inner
        case (.months(let from, let to), .month(let year, let month)):
            YearMonth(year: year, month: month).map { (from...to).contains($0) } ?? false
        default: false
        }
    }
}

extension FigurePeriod: CustomStringConvertible {
    public var description: String {
        switch self {
        case .year(let year): Self.padded(year, 4)
        case .month(let year, let month): Self.text(year, month)
        case .months(let from, let to): Self.text(from.year, from.month) + "/" + Self.text(to.year, to.month)
        case .everyYear(let month): "--" + Self.padded(month, 2)
        case .other(let text): text
        }
    }

    private static func text(_ year: Int, _ month: Int) -> String { padded(year, 4) + "-" + padded(month, 2) }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
