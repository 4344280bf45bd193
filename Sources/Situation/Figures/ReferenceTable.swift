public import FieldModel

/// Model 3 against a reference: how published figures compare with those that their source sets beside them.
///
/// **Definition.** A row for each figure of a series and a period that names what the source compares it
/// with, where the series has a figure of that subject too. The difference is the figure less the
/// reference's.
///
/// **Formula.** Where both are counts, and a series of exposures (such as the population) has figures of both
/// subjects: ``RateComparison`` of the counts with those exposures, and ``HolmCorrection`` over the rows.
/// Where the reference holds the subject itself, as a city holds its districts, the subject is compared with
/// the rest: both counts and exposures of the reference less its own.
///
/// **Assumptions.** Those of ``RateComparison``. An exposure is the subject's figure of the latest year that
/// is not after the compared period's. Shares and means whose bases are not published have a difference and
/// no verdict.
///
/// **Source.** *Lägesbild 2024* Hässelby-Vällingby (City of Stockholm and Police Region Stockholm), which
/// sets the city's figures beside the district's; see ``RateComparison`` for the rest.
public struct ReferenceTable: Sendable {
    /// What is compared, and how strictly.
    public struct Parameters: Hashable, Sendable {
        public var series: String
        /// The series of how many, or how much, each count is about; `nil` for none.
        public var exposure: String?
        /// Whether the reference holds the subject itself.
        public var isPart = false
        /// The chance of calling something a difference that is none, over the whole table.
        public var alpha = 0.05
        /// Counts that together are fewer tell nothing.
        public var fewest = 10

        public init(series: String) {
            self.series = series
        }
    }

    /// A figure beside its reference.
    public struct Row: Hashable, Sendable {
        public let figure: Figure
        public let reference: Figure
        /// Those of the figure and of the reference; `nil` where one is missing, or is not above 0.
        public let exposures: Exposures?
        /// The reference's count first; `nil` where something that it needs is missing.
        public let comparison: RateComparison?
        /// Corrected over the table.
        public let pValue: Double?
        public let verdict: ChangeTable.Verdict

        /// The figure less the reference, in their unit.
        public var difference: Quantity { Quantity(units: figure.value.units - reference.value.units) }
    }

    /// How many each count of a row is about.
    public struct Exposures: Hashable, Sendable {
        public let figure: Figure
        public let reference: Figure
    }

    public let parameters: Parameters
    /// By subject and period.
    public let rows: [Row]

    /// Compares figures.
    ///
    /// Complexity: O(*n* log *n*) in the figures.
    ///
    /// - Parameters:
    ///   - figures: of one snapshot; those of other series are passed over.
    ///   - parameters: what is compared.
    public init(of figures: [Figure], _ parameters: Parameters) {
        self.parameters = parameters
        let own = figures.filter { $0.series == parameters.series }.sorted(by: Figure.inOrder)
        let places = Dictionary(own.map { (Place(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
        let exposing = figures.filter { $0.series == parameters.exposure && $0.value.units > 0 }
        let exposures = Dictionary(grouping: exposing, by: \.subject)
        let drafts = own.compactMap { figure -> Draft? in
            guard let subject = figure.referenceSubject,
                let reference = places[Place(of: figure, as: subject)]
            else { return nil }
            return Draft(figure, reference, exposures, parameters)
        }
        let compared = drafts.indices.filter { drafts[$0].comparison != nil }
        var pValues = [Double?](repeating: nil, count: drafts.count)
        let adjusted = HolmCorrection.adjusted(compared.compactMap { drafts[$0].comparison?.pValue })
        for (index, pValue) in zip(compared, adjusted) { pValues[index] = pValue }
        rows = zip(drafts, pValues).map { $0.row(pValue: $1, parameters) }
    }

    /// Where a figure stands in the table of its source.
    private struct Place: Hashable {
        let subject: String
        let group: String?
        let period: FigurePeriod

        init(of figure: Figure, as subject: String? = nil) {
            self.subject = subject ?? figure.subject
            group = figure.group
            period = figure.period
        }
    }

    /// A row before the table's correction.
    private struct Draft {
        let figure: Figure
        let reference: Figure
        let exposures: Exposures?
        let comparison: RateComparison?

        init(_ figure: Figure, _ reference: Figure, _ exposing: [String: [Figure]], _ parameters: Parameters)
        {
            self.figure = figure
            self.reference = reference
            let own = Self.exposure(of: figure, among: exposing)
            let others = Self.exposure(of: reference, among: exposing)
            exposures = own.flatMap { own in others.map { Exposures(figure: own, reference: $0) } }
            comparison = exposures.flatMap { Self.comparison(figure, reference, $0, parameters) }
        }

        private static func exposure(of figure: Figure, among exposing: [String: [Figure]]) -> Figure? {
            guard let year = figure.period.firstYear else { return nil }
            return exposing[figure.subject, default: []].filter { ($0.period.firstYear ?? .max) <= year }
                .max { ($0.period.firstYear ?? 0, $1.key) < ($1.period.firstYear ?? 0, $0.key) }
        }

        private static func comparison(
            _ figure: Figure,
            _ reference: Figure,
            _ exposures: Exposures,
            _ parameters: Parameters
        ) -> RateComparison? {
            guard let after = figure.count, var before = reference.count else { return nil }
            var exposure = exposures.reference.value.units
            if parameters.isPart {
                before -= after
                exposure -= exposures.figure.value.units
            }
            guard before >= 0, exposure > 0 else { return nil }
            return RateComparison(
                before: before,
                after: after,
                exposureBefore: Double(exposure),
                exposureAfter: Double(exposures.figure.value.units),
                confidence: 1 - parameters.alpha
            )
        }

        func row(pValue: Double?, _ parameters: Parameters) -> Row {
            Row(
                figure: figure,
                reference: reference,
                exposures: exposures,
                comparison: comparison,
                pValue: pValue,
                verdict: ChangeTable.Verdict(
                    of: comparison,
                    pValue: pValue,
                    alpha: parameters.alpha,
                    fewest: parameters.fewest
                )
            )
        }
    }
}
