/// A share of answers or of cases, and what it may be in all of those that it stands for.
///
/// **Formula** (Wilson's interval), with the share p of n and z of the confidence:
///
///     (p + z²/2n ± z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n)
///
/// **Assumptions.** Each case is drawn by itself, by chance, from many. Who answers on a square did not come
/// there by chance: the interval holds chance, not who is missing.
///
/// **Source.** E. B. Wilson, *Probable inference, the law of succession, and statistical inference*, JASA 22
/// (1927), 209-212; R. G. Newcombe, *Interval estimation for the difference between independent proportions*,
/// Statistics in Medicine 17 (1998), 873-890, method 10, for differences.
///
/// **Reference.** Intervals by scipy, in ProportionTests; for differences the paper's own table.
public struct Proportion: Hashable, Sendable {
    /// How many, by weight.
    public let total: Double
    /// From 0 to 1.
    public let share: Double
    /// Within 0 to 1.
    public let interval: ClosedRange<Double>

    /// - Parameters:
    ///   - count: how many have it; from 0 to `total`.
    ///   - total: of how many; above 0, else `nil`.
    ///   - confidence: of the interval; above 0 and below 1.
    public init?(_ count: Int, of total: Int, confidence: Double = 0.95) {
        guard total > 0, (0...total).contains(count) else { return nil }
        self.init(share: Double(count) / Double(total), of: Double(total), confidence: confidence)
    }

    /// - Parameters:
    ///   - share: from 0 to 1.
    ///   - total: as many as it counts for; above 0.
    ///   - confidence: of the interval.
    init(share: Double, of total: Double, confidence: Double) {
        let z = Normal.reach(of: confidence)
        let square = z * z / total
        let middle = (share + square / 2) / (1 + square)
        let half = z * (share * (1 - share) / total + square / (4 * total)).squareRoot() / (1 + square)
        self.total = total
        self.share = share
        // Rounding may leave the share itself outside by a hair.
        interval = max(0, min(share, middle - half))...min(1, max(share, middle + half))
    }

    /// How much larger this share is than another, and what the difference may be.
    public func difference(from other: Proportion) -> (value: Double, interval: ClosedRange<Double>) {
        func length(_ first: Double, _ second: Double) -> Double {
            (first * first + second * second).squareRoot()
        }
        let value = share - other.share
        let low = value - length(share - interval.lowerBound, other.interval.upperBound - other.share)
        let high = value + length(interval.upperBound - share, other.share - other.interval.lowerBound)
        return (value, low...high)
    }
}
