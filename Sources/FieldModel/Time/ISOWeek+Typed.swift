public import SyncCore

extension ISOWeek {
    /// Reads a week as people write it: `2024-W46`, `2024W46`, `2024-46`, `v. 46 2024`, `v46`, `46`.
    ///
    /// A week without a year is the one nearest to today.
    ///
    /// - Returns: `nil` for a week that does not exist, or that is written in another way.
    public init?(typed text: String, today: CalendarDate) {
        let numbers = text.split { !$0.isASCIIDigit }.compactMap { Int($0) }
        let words = text.lowercased().filter { !$0.isASCIIDigit && !"-. ".contains($0) }
        guard ["", "w", "v", "vecka", "week"].contains(words) else { return nil }
        switch numbers.count {
        case 1:
            let year = ISOWeek(containing: today).year
            let candidates = (year - 1...year + 1).compactMap { ISOWeek(year: $0, week: numbers[0]) }
            let nearest = candidates.min { left, right in
                abs(left.monday.daysSinceEpoch - today.daysSinceEpoch)
                    < abs(right.monday.daysSinceEpoch - today.daysSinceEpoch)
            }
            guard let nearest else { return nil }
            self = nearest
        case 2:
            let (year, week) =
                numbers[0] > numbers[1] ? (numbers[0], numbers[1]) : (numbers[1], numbers[0])
            self.init(year: year, week: week)
        default: return nil
        }
    }
}
