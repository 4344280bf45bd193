/// A way to say what comes next.
public enum ForecastMethod: String, Hashable, Sendable, CaseIterable {
    /// As the last one.
    case naive
    /// As a year ago.
    case seasonalNaive = "seasonal_naive"
    /// As a mean of all, in which the newest weigh most.
    case exponentialSmoothing = "exponential_smoothing"
    /// Levels: by how often one has followed on the other.
    case levelChain = "level_chain"
    /// Counts: by a rate that rises and falls with the year.
    case poissonRegression = "poisson_regression"

    /// Whether it takes what was for what will be.
    public var isNaive: Bool { self == .naive || self == .seasonalNaive }

    /// Those that a series can be told by, the simplest first.
    static func all(for measure: TimeSeries.Measure) -> [ForecastMethod] {
        switch measure {
        case .levels: [.naive, .seasonalNaive, .exponentialSmoothing, .levelChain]
        case .counts: [.naive, .seasonalNaive, .exponentialSmoothing, .poissonRegression]
        }
    }

    /// - Parameters:
    ///   - history: what is known.
    ///   - steps: how many values ahead.
    ///   - confidence: of the intervals.
    /// - Returns: a prediction for each step; `nil` if the history is too short for it.
    func predictions(
        after history: TimeSeries,
        steps: Int,
        confidence: Double
    ) -> [Forecast.Prediction]? {
        switch self {
        case .naive: NaiveForecast(lag: 1).predictions(after: history, steps, confidence)
        case .seasonalNaive: NaiveForecast(lag: history.season).predictions(after: history, steps, confidence)
        case .exponentialSmoothing: ExponentialSmoothing(of: history)?.predictions(steps, confidence)
        case .levelChain: LevelChain(of: history)?.predictions(steps, confidence)
        case .poissonRegression: PoissonRegression(of: history)?.predictions(steps, confidence)
        }
    }
}

extension Forecast.Prediction {
    /// A value with the same reach to both sides, within what the series can be.
    init(_ value: Double, reach: Double, in range: ClosedRange<Double>) {
        func within(_ number: Double) -> Double {
            min(range.upperBound, max(range.lowerBound, number))
        }
        self.init(value: within(value), interval: within(value - reach)...within(value + reach))
    }
}
