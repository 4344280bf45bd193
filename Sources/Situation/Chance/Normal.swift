import Foundation

/// The normal distribution with mean 0 and deviation 1.
enum Normal {
    /// P(Z ≤ z).
    static func probability(atMost z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

    /// The z for which P(Z ≤ z) is a chance, by halving.
    ///
    /// - Parameter chance: above 0 and below 1.
    /// - Returns: within 1e-12.
    static func quantile(_ chance: Double) -> Double {
        var (low, high) = (-40.0, 40.0)
        while high - low > 1e-12 {
            let middle = (low + high) / 2
            if probability(atMost: middle) < chance { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// How many deviations to each side hold a share of it: 1.96 for 0.95.
    static func reach(of confidence: Double) -> Double { quantile((1 + confidence) / 2) }
}
