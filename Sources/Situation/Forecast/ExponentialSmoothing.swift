/// A mean in which each value weighs less than the one after it: simple exponential smoothing.
///
/// **Formula.** l(t) = α y(t) + (1 - α) l(t-1), from the first value known; every step ahead is l. α is the
/// one of 0.05, 0.10 … 0.95 of which the squares of the errors one step ahead are least, the smallest of
/// equals. The interval of step h is ± z σ √(1 + (h - 1) α²).
///
/// **Assumptions.** A value that is not known changes nothing.
///
/// **Source.** R. J. Hyndman, G. Athanasopoulos, *Forecasting: principles and practice* (3rd ed., 2021), 8.1
/// and 8.6.
///
/// **Reference.** The same by statsmodels, in ForecastMethodTests.
struct ExponentialSmoothing: Hashable, Sendable {
    let alpha: Double
    let level: Double
    /// Of the errors one step ahead.
    let deviation: Double
    private let range: ClosedRange<Double>

    /// - Returns: `nil` for fewer than three known values.
    init?(of history: TimeSeries) {
        let values = history.known.map(\.value)
        guard values.count >= 3 else { return nil }
        let runs = (1...19).map { Self.run(over: values, alpha: Double($0) / 20) }
        guard let best = runs.min(by: { $0.squares < $1.squares }) else { return nil }
        alpha = best.alpha
        level = best.level
        deviation = (best.squares / Double(values.count - 1)).squareRoot()
        range = history.range
    }

    private static func run(
        over values: [Double],
        alpha: Double
    ) -> (alpha: Double, level: Double, squares: Double) {
        var level = values[0]
        var squares = 0.0
        for value in values.dropFirst() {
            squares += (value - level) * (value - level)
            level += alpha * (value - level)
        }
        return (alpha, level, squares)
    }

    func predictions(_ steps: Int, _ confidence: Double) -> [Forecast.Prediction] {
        let reach = Normal.reach(of: confidence) * deviation
        return (0..<max(1, steps)).map { ahead in
            let growth = (1 + Double(ahead) * alpha * alpha).squareRoot()
            return Forecast.Prediction(level, reach: reach * growth, in: range)
        }
    }
}
