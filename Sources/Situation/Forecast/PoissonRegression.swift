import Foundation

/// Counts whose rate rises and falls with the year: a Poisson regression with a logarithmic link.
///
/// **Formula**, with ω = 2π / season:
///
///     log μ(t) = a + b sin ωt + c cos ωt
///
/// fitted by iteratively reweighted least squares. Where the counts spread more than Poisson's, by Pearson's
/// χ² / (n - 3) = φ > 1, the interval's quantiles are those of a negative binomial with the mean μ and the
/// variance φμ; else those of Poisson's distribution.
///
/// **Assumptions.** The rate is the same from year to year: there is no trend. The parameters are taken as
/// known, which makes the interval a little short.
///
/// **Source.** P. McCullagh, J. A. Nelder, *Generalized linear models* (2nd ed., 1989), 2.5 and 6.2.
///
/// **Reference.** Parameters by statsmodels, in ForecastMethodTests.
struct PoissonRegression: Hashable, Sendable {
    /// a, b and c.
    let coefficients: [Double]
    /// φ; at least 1.
    let dispersion: Double
    private let season: Int
    private let end: Int

    /// - Returns: `nil` before two seasons are known, and where nothing was ever counted.
    init?(of history: TimeSeries) {
        let known = history.known
        guard known.count >= 2 * history.season, known.contains(where: { $0.value > 0 }) else { return nil }
        season = history.season
        end = history.values.count
        let rows = known.map { (Self.row($0.place, history.season), $0.value) }
        guard let fitted = Self.fit(rows) else { return nil }
        coefficients = fitted
        let pearson = rows.reduce(0) { sum, row in
            let mean = Self.mean(row.0, fitted)
            return sum + (row.1 - mean) * (row.1 - mean) / mean
        }
        dispersion = max(1, pearson / Double(max(1, rows.count - 3)))
    }

    private static func row(_ place: Int, _ season: Int) -> [Double] {
        let angle = 2 * Double.pi * Double(place % season) / Double(season)
        return [1, sin(angle), cos(angle)]
    }

    private static func mean(_ row: [Double], _ coefficients: [Double]) -> Double {
        exp(min(700, zip(row, coefficients).reduce(0) { $0 + $1.0 * $1.1 }))
    }

    private static func fit(_ rows: [(row: [Double], count: Double)]) -> [Double]? {
        let average = rows.reduce(0) { $0 + $1.count } / Double(rows.count)
        var coefficients = [log(average), 0, 0]
        for _ in 0..<100 {
            var matrix = Array(repeating: Array(repeating: 0.0, count: 3), count: 3)
            var gradient = Array(repeating: 0.0, count: 3)
            for (row, count) in rows {
                let mean = mean(row, coefficients)
                for i in 0..<3 {
                    gradient[i] += (count - mean) * row[i]
                    for j in 0..<3 { matrix[i][j] += mean * row[i] * row[j] }
                }
            }
            guard let step = solved(matrix, gradient) else { return nil }
            // A season without any count would send the rate there to nothing for ever.
            let length = step.map(abs).max() ?? 0
            let scale = min(1, 1 / max(length, .leastNormalMagnitude))
            for i in 0..<3 { coefficients[i] += scale * step[i] }
            if length < 1e-10 { return coefficients }
            guard coefficients.allSatisfy({ abs($0) < 30 }) else { return nil }
        }
        return nil
    }

    /// By Gauss's elimination; `nil` for a matrix without an inverse.
    private static func solved(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
        var rows = zip(matrix, right).map { $0 + [$1] }
        for column in rows.indices {
            guard
                let pivot = rows.indices[column...].max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }
                ),
                abs(rows[pivot][column]) > 1e-12
            else { return nil }
            rows.swapAt(column, pivot)
            for other in rows.indices where other != column {
                let factor = rows[other][column] / rows[column][column]
                for place in column..<rows[other].count { rows[other][place] -= factor * rows[column][place] }
            }
        }
        return rows.indices.map { rows[$0][rows.count] / rows[$0][$0] }
    }

    func predictions(_ steps: Int, _ confidence: Double) -> [Forecast.Prediction] {
        (0..<max(1, steps)).map { ahead in
            let mean = Self.mean(Self.row(end + ahead, season), coefficients)
            let counts = CountDistribution(mean: mean, dispersion: dispersion)
            let low = counts.quantile((1 - confidence) / 2)
            let high = counts.quantile((1 + confidence) / 2)
            return Forecast.Prediction(value: mean, interval: min(low, mean)...max(high, mean))
        }
    }
}

/// How counts of a mean spread: as Poisson's distribution, or, with more spread, a negative binomial one.
struct CountDistribution: Hashable, Sendable {
    /// Above 0.
    let mean: Double
    /// The variance in parts of the mean; at least 1.
    let dispersion: Double

    /// P(X ≤ count): NIST's *Digital Library of Mathematical Functions*, 8.17.24, for the negative binomial;
    /// the sum for Poisson's.
    func probability(atMost count: Int) -> Double {
        guard count >= 0 else { return 0 }
        if dispersion > 1 + 1e-9 {
            return incompleteBeta(1 / dispersion, mean / (dispersion - 1), Double(count) + 1)
        }
        var term = exp(-mean)
        var sum = term
        for number in stride(from: 1, through: count, by: 1) {
            term *= mean / Double(number)
            sum += term
        }
        return sum
    }

    /// The least count of which the chance of it or less is at least a share.
    func quantile(_ share: Double) -> Double {
        var high = 1
        while probability(atMost: high) < share, high < 1 << 40 { high *= 2 }
        var low = -1
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if probability(atMost: middle) < share { low = middle } else { high = middle }
        }
        return Double(high)
    }
}
