import FieldModel
public import SyncCore

/// Model 3: how published counts have changed from one period to another, and whether the change is more than
/// chance.
///
/// **Definition.** A row for each category of a series that has a count in either period, and one for each
/// printed sum. The change is the later count less the earlier one; the percentage is the change in parts of
/// the earlier count, rounded to a whole number, halves away from zero, as the report rounds.
///
/// **Formula.** ``RateComparison`` for each row, with the lengths of the periods in months as exposures, and
/// ``HolmCorrection`` over the rows that are no sums; a sum is a sum of the others, and is judged alone.
///
/// **Assumptions.** Those of ``RateComparison``. Periods that overlap share events, and are not compared. A
/// category of which both counts together are fewer than ``Parameters/fewest`` is called too few to tell,
/// whatever its percentage.
///
/// **Source.** *Lägesbild 2024* Hässelby-Vällingby (City of Stockholm and Police Region Stockholm), table 3,
/// for the table; see ``RateComparison`` and ``HolmCorrection`` for the rest.
///
/// **Reference.** The report's 17 changes and percentages from 2023 to 2024.
public struct ChangeTable: Sendable {
    /// What is compared, and how strictly.
    public struct Parameters: Hashable, Sendable {
        public var series: String
        public var from: FigurePeriod
        public var to: FigurePeriod
        /// The chance of calling something a change that is none, over the whole table.
        public var alpha = 0.05
        /// Counts that together are fewer tell nothing.
        public var fewest = 10

        public init(series: String, from: FigurePeriod, to: FigurePeriod) {
            self.series = series
            self.from = from
            self.to = to
        }
    }

    /// What may be said of a change.
    public enum Verdict: String, Hashable, Sendable, CaseIterable {
        case moreThanChance = "more_than_chance"
        case maybeChance = "maybe_chance"
        case tooFew = "too_few"
        /// One of the counts is missing, or is no count.
        case notCompared = "not_compared"
    }

    /// A category, or a printed sum, in both periods.
    public struct Row: Hashable, Sendable {
        public let group: String?
        public let category: String
        public let isTotal: Bool
        /// The figures behind each count, ascending: several where categories were joined.
        public let before: [RecordKey]
        public let after: [RecordKey]
        /// `nil` where there is no figure, or one that is no count.
        public let countBefore: Int?
        public let countAfter: Int?
        /// Somebody has still to settle what one of the figures is.
        public let isContested: Bool
        /// `nil` where one of the counts is.
        public let comparison: RateComparison?
        /// The p-value as it counts: of a sum its own, else corrected over the table.
        public let pValue: Double?
        public let verdict: Verdict

        /// The later count less the earlier one.
        public var change: Int? {
            guard let countBefore, let countAfter else { return nil }
            return countAfter - countBefore
        }

        /// Rounded to a whole number, halves away from zero; `nil` where nothing came before.
        public var percent: Int? {
            guard let change, let countBefore, countBefore > 0 else { return nil }
            return Int((Double(change) * 100 / Double(countBefore)).rounded(.toNearestOrAwayFromZero))
        }
    }

    public let parameters: Parameters
    /// By group, sums last, and category.
    public let rows: [Row]

    /// Compares figures.
    ///
    /// - Parameters:
    ///   - figures: of one snapshot; those of other series and periods are passed over.
    ///   - parameters: what is compared.
    public init(of figures: [Figure], _ parameters: Parameters) {
        self.parameters = parameters
        let chosen = figures.filter {
            $0.series == parameters.series && ($0.period == parameters.from || $0.period == parameters.to)
        }
        let entries = Dictionary(grouping: chosen) { Entry(of: $0) }
        let drafts = entries.keys.sorted().map { Draft(of: $0, entries[$0] ?? [], parameters) }
        let parts = drafts.indices.filter { !drafts[$0].entry.isTotal && drafts[$0].comparison != nil }
        let adjusted = HolmCorrection.adjusted(parts.compactMap { drafts[$0].comparison?.pValue })
        var pValues = drafts.map { $0.comparison?.pValue }
        for (index, pValue) in zip(parts, adjusted) { pValues[index] = pValue }
        rows = zip(drafts, pValues).map { $0.row(pValue: $1, parameters) }
    }

    /// What makes a row.
    private struct Entry: Hashable, Comparable {
        let group: String
        let isTotal: Bool
        let category: String

        init(of figure: Figure) {
            group = figure.group ?? ""
            isTotal = figure.isTotal
            category = figure.category
        }

        static func < (left: Self, right: Self) -> Bool {
            if left.group != right.group { return left.group < right.group }
            if left.isTotal != right.isTotal { return !left.isTotal }
            return left.category < right.category
        }
    }

    /// A row before the table's correction.
    private struct Draft {
        let entry: Entry
        let before: [Figure]
        let after: [Figure]
        let comparison: RateComparison?

        init(of entry: Entry, _ figures: [Figure], _ parameters: Parameters) {
            self.entry = entry
            before = figures.filter { $0.period == parameters.from }.sorted { $0.key < $1.key }
            after = figures.filter { $0.period == parameters.to }.sorted { $0.key < $1.key }
            guard !parameters.from.overlaps(parameters.to), let earlier = Self.count(before),
                let later = Self.count(after)
            else {
                comparison = nil
                return
            }
            comparison = RateComparison(
                before: earlier,
                after: later,
                exposureBefore: Double(parameters.from.months ?? 1),
                exposureAfter: Double(parameters.to.months ?? 1),
                confidence: 1 - parameters.alpha
            )
        }

        /// The sum of the figures; `nil` for none, and if one is no count.
        static func count(_ figures: [Figure]) -> Int? {
            let counts = figures.compactMap(\.count)
            return counts.isEmpty || counts.count < figures.count ? nil : counts.reduce(0, +)
        }

        func row(pValue: Double?, _ parameters: Parameters) -> Row {
            Row(
                group: entry.group.isEmpty ? nil : entry.group,
                category: entry.category,
                isTotal: entry.isTotal,
                before: before.map(\.key),
                after: after.map(\.key),
                countBefore: Self.count(before),
                countAfter: Self.count(after),
                isContested: (before + after).contains(where: \.isContested),
                comparison: comparison,
                pValue: pValue,
                verdict: Verdict(
                    of: comparison,
                    pValue: pValue,
                    alpha: parameters.alpha,
                    fewest: parameters.fewest
                )
            )
        }
    }
}

extension ChangeTable.Verdict {
    /// - Parameters:
    ///   - comparison: `nil` if there is none.
    ///   - pValue: as it counts.
    ///   - alpha: below it a change is more than chance.
    ///   - fewest: counts that together are fewer tell nothing.
    init(of comparison: RateComparison?, pValue: Double?, alpha: Double, fewest: Int) {
        guard let comparison, let pValue else {
            self = .notCompared
            return
        }
        if comparison.before + comparison.after < fewest {
            self = .tooFew
        } else {
            self = pValue < alpha ? .moreThanChance : .maybeChance
        }
    }
}
