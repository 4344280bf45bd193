import Foundation

/// The binomial distribution: how many of *n* independent trials succeed.
struct Binomial: Hashable, Sendable {
    let trials: Int
    /// From 0 to 1.
    let chance: Double

    /// P(X = count).
    func probability(of count: Int) -> Double {
        guard (0...trials).contains(count) else { return 0 }
        guard chance > 0 else { return count == 0 ? 1 : 0 }
        guard chance < 1 else { return count == trials ? 1 : 0 }
        let ways = lgamma(Double(trials) + 1) - lgamma(Double(count) + 1) - lgamma(Double(trials - count) + 1)
        return exp(ways + Double(count) * log(chance) + Double(trials - count) * log1p(-chance))
    }

    /// P(X ≥ count), by the incomplete beta function: *NIST Digital Library of Mathematical Functions*,
    /// 8.17.5.
    func probability(atLeast count: Int) -> Double {
        guard count > 0 else { return 1 }
        guard count <= trials else { return 0 }
        return incompleteBeta(chance, Double(count), Double(trials - count) + 1)
    }

    /// P(X > count) + ½ P(X = count): a tail in which what was seen counts half.
    ///
    /// Source: H. O. Lancaster, *Significance tests in discrete distributions*, JASA 56 (1961), 223-234.
    func midProbability(atLeast count: Int) -> Double {
        probability(atLeast: count + 1) + probability(of: count) / 2
    }
}

/// The regularized incomplete beta function I(x; a, b).
///
/// Source: *NIST Digital Library of Mathematical Functions*, 8.17.22, a continued fraction, worked out by the
/// method of Lentz; 8.17.4 where that converges slowly. Accurate to about 1e-12 for a + b up to a million.
///
/// - Parameters:
///   - x: from 0 to 1.
///   - a: above 0.
///   - b: above 0.
/// - Returns: from 0 to 1.
func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    let isQuick = x < (a + 1) / (a + b + 2)
    return isQuick
        ? front * continuedFraction(x, a, b) / a
        : 1 - front * continuedFraction(1 - x, b, a) / b
}

private func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let least = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (abs(d) < least ? least : d)
    var result = d
    // The number of steps grows as the square root of the larger of a and b.
    let most = 1_000 + 20 * Int(max(a, b).squareRoot())
    for step in 1...most {
        let m = Double(step)
        for coefficient in [
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ] {
            d = 1 + coefficient * d
            d = 1 / (abs(d) < least ? least : d)
            c = 1 + coefficient / c
            c = abs(c) < least ? least : c
            result *= d * c
        }
        if abs(d * c - 1) < 1e-15 { break }
    }
    return result
}
