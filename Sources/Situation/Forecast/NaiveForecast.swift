/// What was is what will be.
///
/// **Formula.** The value `lag` places ago, or the latest one known whole lags before it; the interval of
/// step h is ± z σ √(1 + (h - 1) / lag), rounded down inside the root, with σ from the errors that it would
/// have made.
///
/// **Source.** R. J. Hyndman, G. Athanasopoulos, *Forecasting: principles and practice* (3rd ed., 2021), 5.2
/// and 5.5.
struct NaiveForecast: Hashable, Sendable {
    /// 1, or a season.
    let lag: Int

    /// - Returns: `nil` before a whole lag and one error of it are known.
    func predictions(
        after history: TimeSeries,
        _ steps: Int,
        _ confidence: Double
    ) -> [Forecast.Prediction]? {
        let values = history.values
        let errors = values.indices.compactMap { place -> Double? in
            guard let value = values[place], let former = self.value(before: place, in: values) else {
                return nil
            }
            return value - former
        }
        guard !errors.isEmpty else { return nil }
        let squares = errors.reduce(0) { $0 + $1 * $1 }
        let reach = Normal.reach(of: confidence) * (squares / Double(errors.count)).squareRoot()
        var predictions: [Forecast.Prediction] = []
        for step in 1...max(1, steps) {
            guard let value = self.value(before: values.count + step - 1, in: values) else { return nil }
            let rounds = Double(1 + (step - 1) / lag)
            predictions.append(
                Forecast.Prediction(value, reach: reach * rounds.squareRoot(), in: history.range)
            )
        }
        return predictions
    }

    /// The value one lag before a place, or, if that is not known, of as many lags more as it takes.
    private func value(before place: Int, in values: [Double?]) -> Double? {
        var former = place - lag
        while former >= values.count { former -= lag }
        while former >= 0 {
            if let value = values[former] { return value }
            former -= lag
        }
        return nil
    }
}
