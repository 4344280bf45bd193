/// Model 7: what comes next, by the method that would have told best so far.
///
/// **Definition.** Each method (``ForecastMethod``) is tried on the series itself: from each place on it is
/// given what came before, and what it says of the next ones is compared with what came. The one with the
/// least mean absolute error is shown, the simplest of equals: if nothing tells better than to take the last
/// value for the next, that is shown, and said.
///
/// **Formula.** Rolling origin: from the first place at which all methods that are compared say something, to
/// the last but one; the error is the mean of |said - came| over all steps, the coverage the share of what
/// came that lay within the interval.
///
/// **Assumptions.** What comes is like what was. A method that can say something of fewer than
/// ``Parameters/fewestTargets`` values is not compared; with none that can, the naive one is shown untested.
/// The method is chosen by the errors that are told of it, which makes them look a little smaller than they
/// will be. A level of a week that is not known is not compared.
///
/// **Source.** R. J. Hyndman, G. Athanasopoulos, *Forecasting: principles and practice* (3rd ed., 2021),
/// 5.10.
///
/// **Reference.** Errors of the naive methods on the reference series by numpy, in ForecastTests.
public struct Forecast: Sendable {
    /// How far and how surely.
    public struct Parameters: Hashable, Sendable {
        /// Values ahead; at least 1.
        public var steps = 4
        /// Of the intervals; above 0 and below 1.
        public var confidence = 0.8
        public var fewestTargets = 12

        public init() {}
    }

    /// What one value may be.
    public struct Prediction: Hashable, Sendable {
        public let value: Double
        public let interval: ClosedRange<Double>
    }

    /// How a method would have done.
    public struct Trial: Hashable, Sendable {
        public let method: ForecastMethod
        /// In levels, or in counts.
        public let meanError: Double
        /// From 0 to 1; of the confidence if the intervals are right.
        public let coverage: Double
        /// How many values were compared; a value is compared once for each step.
        public let compared: Int
    }

    public let parameters: Parameters
    public let series: TimeSeries
    /// The simplest first; none if the series is too short.
    public let trials: [Trial]
    /// `nil` if not even the naive method says anything.
    public let method: ForecastMethod?
    /// One for each step.
    public let predictions: [Prediction]

    /// Whether the method that is shown takes what was for what will be.
    public var isNaive: Bool { method?.isNaive ?? false }

    /// The one that is shown; `nil` if it is untested.
    public var trial: Trial? { trials.first { $0.method == method } }

    /// Tries the methods and goes on with the best.
    ///
    /// Complexity: O(n² · methods) in the values.
    public init(of series: TimeSeries, _ parameters: Parameters = Parameters()) {
        self.parameters = parameters
        self.series = series
        trials = BackTest(of: series, parameters).trials
        let best = trials.min { $0.meanError < $1.meanError - 1e-12 }?.method
        let order = [best, .naive].compactMap(\.self)
        let shown = order.lazy.compactMap { method in
            method.predictions(after: series, steps: parameters.steps, confidence: parameters.confidence)
                .map { (method: method, predictions: $0) }
        }
        .first
        method = shown?.method
        predictions = shown?.predictions ?? []
    }
}

/// The methods, each at every place of a series.
private struct BackTest {
    let trials: [Forecast.Trial]

    init(of series: TimeSeries, _ parameters: Forecast.Parameters) {
        let methods = ForecastMethod.all(for: series.measure).map { method in
            (method: method, said: Self.said(by: method, of: series, parameters))
        }
        let able = methods.filter { entry in
            Self.targets(of: series, in: entry.said.map { $0 != nil }) >= parameters.fewestTargets
        }
        let common = series.values.indices.map { place in able.allSatisfy { $0.said[place] != nil } }
        guard Self.targets(of: series, in: common) >= parameters.fewestTargets else {
            trials = []
            return
        }
        trials = able.map { Self.trial(of: $0.method, $0.said, at: common, in: series) }
    }

    /// What a method says at each place of what comes from there on.
    private static func said(
        by method: ForecastMethod,
        of series: TimeSeries,
        _ parameters: Forecast.Parameters
    ) -> [[Forecast.Prediction]?] {
        series.values.indices.map { place in
            method.predictions(
                after: series.before(place),
                steps: parameters.steps,
                confidence: parameters.confidence
            )
        }
    }

    /// How many places have a prediction and a value.
    private static func targets(of series: TimeSeries, in places: [Bool]) -> Int {
        zip(series.values, places).count { $0 != nil && $1 }
    }

    private static func trial(
        of method: ForecastMethod,
        _ said: [[Forecast.Prediction]?],
        at places: [Bool],
        in series: TimeSeries
    ) -> Forecast.Trial {
        var (sum, within, compared) = (0.0, 0, 0)
        for place in series.values.indices where places[place] {
            for (ahead, prediction) in (said[place] ?? []).enumerated() {
                guard place + ahead < series.values.count, let came = series.values[place + ahead] else {
                    continue
                }
                sum += abs(prediction.value - came)
                within += prediction.interval.contains(came) ? 1 : 0
                compared += 1
            }
        }
        return Forecast.Trial(
            method: method,
            meanError: sum / Double(max(1, compared)),
            coverage: Double(within) / Double(max(1, compared)),
            compared: compared
        )
    }
}
