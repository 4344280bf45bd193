import FieldModel
public import SyncCore

/// Model 4: reports by category, year and month, with sums both ways.
///
/// **Definition.** A cell is the sum of the figures of a series whose period is that month and that are
/// counted under that category; a row is a category in a year, a column a month of all years. What the source
/// prints as sums is not counted; it is compared, and every difference stands in ``mismatches``.
///
/// **Assumptions.** A month without a figure had no report: such sources print no zeros. Categories that were
/// renamed are joined by `counted_as`; a sum that is printed for one of the names covers that name alone.
///
/// **Source.** *Lägesbild 2024* Hässelby-Vällingby (City of Stockholm and Police Region Stockholm), table 4.
///
/// **Reference.** The table's 766 reports, and the eight months whose printed sums do not match.
public struct MonthlyTable: Sendable {
    /// A category in a year.
    public struct Row: Hashable, Sendable {
        public let category: String
        public let year: Int
        /// Twelve, from January; in units of ``Quantity``.
        public let months: [Int64]
        /// The figures behind it, ascending.
        public let figures: [RecordKey]

        public var sum: Int64 { months.reduce(0, +) }
    }

    public let series: String
    /// Ascending by category and year.
    public let rows: [Row]
    /// The names that a category was counted under besides its own, ascending.
    public let joined: [String: [String]]
    /// Figures that are neither of a month nor a sum, and so are not counted; ascending.
    public let unplaced: [RecordKey]
    public let sums: PrintedSums

    /// Counts figures.
    ///
    /// Complexity: that of ``PrintedSums``.
    ///
    /// - Parameters:
    ///   - figures: of one snapshot; those of other series are passed over.
    ///   - series: the one that is counted.
    public init(of figures: [Figure], series: String) {
        let own = figures.filter { $0.series == series }
        var cells: [Place: (months: [Int64], figures: [RecordKey])] = [:]
        var unplaced: [RecordKey] = []
        var joined: [String: Set<String>] = [:]
        for figure in own where !figure.isTotal {
            guard case .month(let year, let month) = figure.period else {
                unplaced.append(figure.key)
                continue
            }
            let place = Place(category: figure.category, year: year)
            cells[place, default: (Array(repeating: 0, count: 12), [])].months[month - 1] +=
                figure.value.units
            cells[place]?.figures.append(figure.key)
            if figure.subject != figure.category {
                joined[figure.category, default: []].insert(figure.subject)
            }
        }
        self.series = series
        rows = cells.sorted { $0.key < $1.key }.map { place, cell in
            Row(
                category: place.category,
                year: place.year,
                months: cell.months,
                figures: cell.figures.sorted()
            )
        }
        self.joined = joined.mapValues { $0.sorted() }
        self.unplaced = unplaced.sorted()
        sums = PrintedSums(of: own)
    }

    /// Ascending.
    public var categories: [String] { Array(Set(rows.map(\.category))).sorted() }

    /// Ascending.
    public var years: [Int] { Array(Set(rows.map(\.year))).sorted() }

    /// What is reported in each month, over all years and categories; twelve, from January.
    public var monthSums: [Int64] {
        rows.reduce(into: Array(repeating: 0, count: 12)) { sums, row in
            for month in row.months.indices { sums[month] += row.months[month] }
        }
    }

    public var sum: Int64 { monthSums.reduce(0, +) }

    /// The printed sums that are not what their parts add up to.
    public var mismatches: [PrintedSums.Mismatch] { sums.mismatches }

    private struct Place: Hashable, Comparable {
        let category: String
        let year: Int

        static func < (left: Self, right: Self) -> Bool {
            (left.category, left.year) < (right.category, right.year)
        }
    }
}
