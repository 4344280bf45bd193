public import SyncCore

/// Values one after the other, a week or a month apart.
public struct TimeSeries: Hashable, Sendable {
    /// What the values are.
    public enum Measure: Hashable, Sendable {
        /// Situation levels, from 1 to 5.
        case levels
        /// Counts, from 0.
        case counts
    }

    public let measure: Measure
    /// After how many values a year has passed: 52 or 12.
    public let season: Int
    /// The earliest first; `nil` where it is not known, since nobody looked.
    public let values: [Double?]
    /// The records behind the values, ascending.
    public let records: [RecordKey]

    public init(measure: Measure, season: Int, values: [Double?], records: [RecordKey]) {
        self.measure = measure
        self.season = max(1, season)
        self.values = values
        self.records = records.sorted()
    }

    /// What came before a place, as it was known then.
    func before(_ place: Int) -> TimeSeries {
        TimeSeries(measure: measure, season: season, values: Array(values.prefix(place)), records: [])
    }

    /// The values that are known, with their places.
    var known: [(place: Int, value: Double)] {
        values.enumerated().compactMap { place, value in value.map { (place, $0) } }
    }

    /// What a value can be.
    var range: ClosedRange<Double> {
        switch measure {
        case .levels: 1...5
        case .counts: 0...Double.greatestFiniteMagnitude
        }
    }
}

extension TimeSeries {
    /// The levels of an area, week by week; weeks of which nothing is known are ``values`` without a value.
    public init(of area: RecordID, in matrix: LevelMatrix) {
        let cells = matrix.cells(of: area)
        self.init(
            measure: .levels,
            season: 52,
            values: cells.map { cell in cell.level.map { Double($0.rawValue) } },
            records: cells.flatMap { cell in cell.decision.map { [$0.key] } ?? cell.proposal.events }
        )
    }

    /// A category's reports, month by month, from the first month of the table to the last: a month without a
    /// figure had none.
    ///
    /// - Parameters:
    ///   - table: the reports; of values that are whole counts.
    ///   - category: `nil` for all together.
    public init(of table: MonthlyTable, category: String? = nil) {
        let rows = table.rows.filter { category == nil || $0.category == category }
        var sums: [Int: Int64] = [:]
        for row in rows {
            for (month, units) in row.months.enumerated() { sums[row.year * 12 + month, default: 0] += units }
        }
        self.init(
            measure: .counts,
            season: 12,
            values: table.span.map { Double(sums[$0] ?? 0) / Double(Figure.unitsPerWhole) },
            records: rows.flatMap(\.figures)
        )
    }
}

extension MonthlyTable {
    /// From the first month that has a report to the last, as months since the year 0.
    var span: [Int] {
        let months = rows.flatMap { row in
            row.months.indices.filter { row.months[$0] != 0 }.map { row.year * 12 + $0 }
        }
        guard let first = months.min(), let last = months.max() else { return [] }
        return Array(first...last)
    }

    /// The months after the last one.
    public func months(after count: Int) -> [FigurePeriod] {
        guard let last = span.last, count > 0 else { return [] }
        return (last + 1...last + count).map { .month(year: $0 / 12, month: $0 % 12 + 1) }
    }
}
