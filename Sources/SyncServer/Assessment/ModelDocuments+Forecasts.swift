import FieldModel
import Situation
import SyncCore

/// Model 7 as programs read it.
extension ModelDocuments {
    /// The levels of each area in the weeks that follow.
    func levelForecasts(_ parameters: Forecast.Parameters) -> JSONValue {
        let weeks = models.knownWeeks
        let matrix = models.matrix(weeks)
        let next = weeks.last.map { last in
            (1...parameters.steps).map { step in
                ISOWeek(containing: last.monday.adding(days: 7 * step)).description
            }
        }
        let forecasts = models.areas.map { area in
            NamedForecast(
                name: area.name,
                forecast: Forecast(of: TimeSeries(of: area.id, in: matrix), parameters)
            )
        }
        return document(forecasts, next ?? [], of: .null, parameters)
    }

    /// The reports of a series in the months that follow, of all and of each category.
    func monthForecasts(of series: String, _ parameters: Forecast.Parameters) -> JSONValue {
        let table = MonthlyTable(of: models.figures, series: series)
        let all = table.rows.isEmpty ? [] : [nil] + table.categories.map(Optional.some)
        let forecasts = all.map { category in
            NamedForecast(
                name: category,
                forecast: Forecast(of: TimeSeries(of: table, category: category), parameters)
            )
        }
        let next = table.months(after: parameters.steps).map(\.description)
        return document(forecasts, next, of: .string(series), parameters)
    }

    /// What is told of, with its forecast.
    private struct NamedForecast {
        /// `nil` for all.
        let name: String?
        let forecast: Forecast
    }

    private func document(
        _ forecasts: [NamedForecast],
        _ periods: [String],
        of series: JSONValue,
        _ parameters: Forecast.Parameters
    ) -> JSONValue {
        .object([
            "snapshot": .string(snapshot), "series": series,
            "parameters": .object([
                "steps": .count(parameters.steps), "confidence": .real(parameters.confidence),
                "fewest_targets": .count(parameters.fewestTargets),
            ]),
            "forecasts": .array(forecasts.map { Self.forecast($0, periods) }),
            "trials": .array(forecasts.flatMap(Self.trials)),
        ])
    }

    private static func forecast(_ named: NamedForecast, _ periods: [String]) -> JSONValue {
        let forecast = named.forecast
        let predictions = zip(periods, forecast.predictions).map { period, prediction in
            JSONValue.object([
                "period": .string(period), "value": .real(prediction.value),
                "low": .real(prediction.interval.lowerBound), "high": .real(prediction.interval.upperBound),
            ])
        }
        return .object([
            "name": named.name.map { .string($0) } ?? .null,
            "method": forecast.method.map { .string($0.rawValue) } ?? .null,
            "is_naive": .bool(forecast.isNaive), "is_tested": .bool(forecast.trial != nil),
            "mean_error": .real(forecast.trial?.meanError), "coverage": .real(forecast.trial?.coverage),
            "predictions": .array(predictions), "records": .keys(forecast.series.records),
        ])
    }

    private static func trials(_ named: NamedForecast) -> [JSONValue] {
        named.forecast.trials.map { trial in
            .object([
                "name": named.name.map { .string($0) } ?? .null, "method": .string(trial.method.rawValue),
                "mean_error": .real(trial.meanError), "coverage": .real(trial.coverage),
                "compared": .count(trial.compared),
            ])
        }
    }
}
