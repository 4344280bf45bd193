import FieldModel
import Situation
import SyncCore

/// Model 7 as programs read it.
extension ModelDocuments {
    func forecasts(_ question: ForecastQuestion) -> JSONValue {
        let table = models.forecasts(question)
        let parameters = question.parameters
        let series: JSONValue =
            switch question {
            case .levels: .null
            case .months(let series, _): .string(series)
            }
        let periods =
            switch table.periods {
            case .weeks(let weeks): weeks.map(\.description)
            case .months(let months): months.map(\.description)
            }
        return .object([
            "snapshot": .string(snapshot), "series": series,
            "parameters": .object([
                "steps": .count(parameters.steps), "confidence": .real(parameters.confidence),
                "fewest_targets": .count(parameters.fewestTargets),
            ]),
            "forecasts": .array(table.rows.map { Self.forecast($0, periods) }),
            "trials": .array(table.rows.flatMap(Self.trials)),
        ])
    }

    private static func forecast(_ row: ForecastTable.Row, _ periods: [String]) -> JSONValue {
        let forecast = row.forecast
        let predictions = zip(periods, forecast.predictions).map { period, prediction in
            JSONValue.object([
                "period": .string(period), "value": .real(prediction.value),
                "low": .real(prediction.interval.lowerBound), "high": .real(prediction.interval.upperBound),
            ])
        }
        return .object([
            "name": row.name.map { .string($0) } ?? .null,
            "method": forecast.method.map { .string($0.rawValue) } ?? .null,
            "is_naive": .bool(forecast.isNaive), "is_tested": .bool(forecast.trial != nil),
            "mean_error": .real(forecast.trial?.meanError), "coverage": .real(forecast.trial?.coverage),
            "predictions": .array(predictions), "records": .keys(forecast.series.records),
        ])
    }

    private static func trials(_ row: ForecastTable.Row) -> [JSONValue] {
        row.forecast.trials.map { trial in
            .object([
                "name": row.name.map { .string($0) } ?? .null, "method": .string(trial.method.rawValue),
                "mean_error": .real(trial.meanError), "coverage": .real(trial.coverage),
                "compared": .count(trial.compared),
            ])
        }
    }
}
