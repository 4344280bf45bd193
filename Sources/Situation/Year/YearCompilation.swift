public import FieldModel
public import SyncCore

/// Model 2: a year of levels: what each area was like, and which stand out.
///
/// **Definition.** Of each area: the mean and the standard deviation of its weekly levels, the weeks at 3 or
/// more and the critical ones, its rank by the mean, and how far its mean is from the mean of the others'.
/// Weeks in which nobody looked and nobody decided have no level, and are counted apart.
///
/// **Formula.** The uncertainty of mean, rank and distance comes from a moving block bootstrap: blocks of
/// successive weeks are drawn with replacement until there are as many weeks as there were, the same for all
/// areas, since weeks that follow each other, and areas in one week, are alike. An area stands out if the
/// interval of its distance, at 1 - α / areas (Bonferroni), lies wholly on one side of 0.
///
/// **Assumptions.** Levels are treated as numbers, though they are ranks: from 3 to 4 is taken as far as from
/// 1 to 2. The weeks of the year stand for what such a year is like; nothing is said of other years.
///
/// **Source.** H. R. Künsch, *The jackknife and the bootstrap for general stationary observations*, The
/// Annals of Statistics 17 (1989), 1217-1241.
///
/// **Reference.** Means, deviations and weeks at 3 or more of the nine areas in weeks 1 to 45 of 2024, worked
/// out independently from *Lägesbild 2024*, table 2.
public struct YearCompilation: Sendable {
    /// How the uncertainty is worked out.
    public struct Parameters: Hashable, Sendable {
        /// How many years are drawn.
        public var resamples = 2_000
        /// Successive weeks that are drawn together.
        public var blockWeeks = 4
        public var seed: UInt64 = 1
        /// The chance of an area standing out that does not, over all areas.
        public var alpha = 0.05

        public init() {}
    }

    /// Whether an area's year was another than the others'.
    public enum Standing: String, Hashable, Sendable, CaseIterable {
        case higher, lower, alike
    }

    /// One area's year.
    public struct AreaYear: Hashable, Sendable {
        public let area: RecordID
        /// `nil` if no week has a level.
        public let spread: Spread?
        /// Weeks without a level: nobody looked, nobody decided.
        public let unobserved: Int
        public let atThreeOrMore: [ISOWeek]
        public let critical: [ISOWeek]
        /// From 1, the highest mean; areas of one mean share it, and one without a mean has none.
        public let rank: Int?
        /// Of 95 in 100 drawn years.
        public let rankInterval: ClosedRange<Int>?
        /// The mean less the mean of the other areas' means.
        public let distance: Double?
        /// At 1 - α / areas.
        public let distanceInterval: ClosedRange<Double>?
        public let standing: Standing
    }

    public let parameters: Parameters
    public let matrix: LevelMatrix
    /// In the order of the matrix.
    public let areas: [AreaYear]

    /// Compiles a matrix.
    ///
    /// Complexity: O(resamples · weeks · areas).
    ///
    /// - Parameters:
    ///   - matrix: the year's.
    ///   - parameters: of the uncertainty.
    public init(of matrix: LevelMatrix, _ parameters: Parameters = Parameters()) {
        self.parameters = parameters
        self.matrix = matrix
        let levels = matrix.cells.map { row in row.map { $0.level.map { Double($0.rawValue) } } }
        let drawn = DrawnYears(of: levels, areas: matrix.areas.count, parameters)
        let means = Self.means(of: levels, areas: matrix.areas.count)
        areas = matrix.areas.indices.map { index in
            Self.year(of: index, in: matrix, means: means, drawn: drawn, parameters)
        }
    }

    private static func year(
        of index: Int,
        in matrix: LevelMatrix,
        means: [Double?],
        drawn: DrawnYears,
        _ parameters: Parameters
    ) -> AreaYear {
        let cells = matrix.cells.map { $0[index] }
        let levels = cells.compactMap(\.level)
        let interval = drawn.distanceInterval(
            of: index,
            alpha: parameters.alpha / Double(max(1, means.count))
        )
        let standing: Standing =
            switch interval {
            case .some(let interval) where interval.lowerBound > 0: .higher
            case .some(let interval) where interval.upperBound < 0: .lower
            default: .alike
            }
        return AreaYear(
            area: matrix.areas[index],
            spread: Spread(of: levels.map { Double($0.rawValue) }),
            unobserved: cells.count - levels.count,
            atThreeOrMore: cells.filter { $0.level.map { $0 >= .worrying } ?? false }.map(\.week),
            critical: cells.filter { $0.level == .critical }.map(\.week),
            rank: rank(of: index, among: means),
            rankInterval: drawn.rankInterval(of: index),
            distance: distance(of: index, among: means),
            distanceInterval: interval,
            standing: standing
        )
    }

    static func means(of levels: [[Double?]], areas: Int) -> [Double?] {
        (0..<areas).map { area in
            let known = levels.compactMap { $0[area] }
            return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
        }
    }

    static func rank(of index: Int, among means: [Double?]) -> Int? {
        means[index].map { own in 1 + means.count { ($0 ?? -.infinity) > own } }
    }

    static func distance(of index: Int, among means: [Double?]) -> Double? {
        let others = means.enumerated().filter { $0.offset != index }.compactMap(\.element)
        guard let own = means[index], !others.isEmpty else { return nil }
        return own - others.reduce(0, +) / Double(others.count)
    }
}

/// Years made of blocks of successive weeks of one year.
private struct DrawnYears {
    /// By area, ascending; those drawn years in which the area has a mean.
    private var ranks: [[Double]]
    private var distances: [[Double]]

    init(of levels: [[Double?]], areas: Int, _ parameters: YearCompilation.Parameters) {
        ranks = Array(repeating: [], count: areas)
        distances = ranks
        guard !levels.isEmpty else { return }
        var generator = SeededGenerator(seed: parameters.seed)
        let block = min(max(1, parameters.blockWeeks), levels.count)
        for _ in 0..<parameters.resamples {
            var year: [[Double?]] = []
            while year.count < levels.count {
                let start = Int.random(in: 0...levels.count - block, using: &generator)
                year += levels[start..<min(start + block, start + levels.count - year.count)]
            }
            let means = YearCompilation.means(of: year, areas: areas)
            for area in 0..<areas {
                if let rank = YearCompilation.rank(of: area, among: means) {
                    ranks[area].append(Double(rank))
                }
                if let distance = YearCompilation.distance(of: area, among: means) {
                    distances[area].append(distance)
                }
            }
        }
        for area in 0..<areas {
            ranks[area].sort()
            distances[area].sort()
        }
    }

    func rankInterval(of area: Int) -> ClosedRange<Int>? {
        let drawn = ranks[area]
        guard !drawn.isEmpty else { return nil }
        return Int(drawn.quantile(0.025).rounded(.down))...Int(drawn.quantile(0.975).rounded(.up))
    }

    func distanceInterval(of area: Int, alpha: Double) -> ClosedRange<Double>? {
        let drawn = distances[area]
        guard !drawn.isEmpty else { return nil }
        return drawn.quantile(alpha / 2)...drawn.quantile(1 - alpha / 2)
    }
}
