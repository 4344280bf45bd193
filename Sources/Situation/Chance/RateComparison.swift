/// The exact comparison of two counts of events: whether their rates differ more than chance makes them.
///
/// **Definition.** Counts of independent events are Poisson; given their sum *n*, the later one is binomial
/// with the chance t₂ / (t₁ + t₂), if both rates are the same and t₁ and t₂ are the two exposures.
///
/// **Formula.** The p-value is twice the smaller mid-p tail, at most 1; the interval of the ratio of the
/// rates is that of the binomial chance π for which each mid-p tail is half of 1 - confidence, turned by π /
/// (1 - π) · t₁ / t₂: it holds 1 exactly when p is above 1 - confidence.
///
/// **Assumptions.** Events come one by one and independently; reports of one event by several people, or a
/// series of events by one person, make real spread larger, and so chance more likely than p says.
///
/// **Source.** J. Przyborowski, H. Wilenski, *Homogeneity of results in testing samples from Poisson series*,
/// Biometrika 31 (1940), 313-323; mid-p: H. O. Lancaster, JASA 56 (1961), 223-234.
///
/// **Reference.** The binomial tails of scipy, in RateComparisonTests.
public struct RateComparison: Hashable, Sendable {
    public let before: Int
    public let after: Int
    /// How long, or how many, each count is about, in one unit; only their ratio matters.
    public let exposureBefore: Double
    public let exposureAfter: Double
    /// From 0 to 1.
    public let confidence: Double
    /// How likely counts that differ as much are, if the rates are the same; from 0 to 1.
    public let pValue: Double
    /// The least and the greatest ratio of the later rate to the earlier one that the counts agree with; from
    /// 0, and infinite where nothing came before.
    public let ratioInterval: ClosedRange<Double>

    /// Compares two counts.
    ///
    /// - Parameters:
    ///   - before: the earlier count, or the reference; not negative.
    ///   - after: the later count; not negative.
    ///   - exposureBefore: above 0.
    ///   - exposureAfter: above 0.
    ///   - confidence: between 0 and 1.
    public init(
        before: Int,
        after: Int,
        exposureBefore: Double = 1,
        exposureAfter: Double = 1,
        confidence: Double = 0.95
    ) {
        precondition(before >= 0 && after >= 0, "counts are not negative")
        precondition(exposureBefore > 0 && exposureAfter > 0, "exposures are above 0")
        self.before = before
        self.after = after
        self.exposureBefore = exposureBefore
        self.exposureAfter = exposureAfter
        self.confidence = confidence
        let sum = before + after
        let same = Binomial(trials: sum, chance: exposureAfter / (exposureBefore + exposureAfter))
        let upper = same.midProbability(atLeast: after)
        pValue = sum == 0 ? 1 : min(1, 2 * min(upper, 1 - upper))
        let tail = (1 - confidence) / 2
        func ratio(_ chance: Double) -> Double { chance / (1 - chance) * exposureBefore / exposureAfter }
        let least = after == 0 ? 0 : ratio(Self.chance(of: after, in: sum, whereTailIs: tail))
        let greatest = before == 0 ? .infinity : ratio(Self.chance(of: after, in: sum, whereTailIs: 1 - tail))
        ratioInterval = least...max(least, greatest)
    }

    /// The later rate in parts of the earlier one; `nil` where nothing came before.
    public var ratio: Double? {
        before == 0 ? nil : Double(after) / exposureAfter * exposureBefore / Double(before)
    }

    /// The chance for which the upper mid-p tail is as great as wanted: it grows with the chance, and is
    /// halved until nothing is left between.
    private static func chance(of count: Int, in trials: Int, whereTailIs wanted: Double) -> Double {
        var (low, high) = (0.0, 1.0)
        while true {
            let middle = (low + high) / 2
            guard middle > low, middle < high else { return middle }
            let tail = Binomial(trials: trials, chance: middle).midProbability(atLeast: count)
            if tail < wanted { low = middle } else { high = middle }
        }
    }
}
