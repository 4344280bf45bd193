import FieldModel
import Situation

/// Model 7 of several series over the same time: what pages, reports and programs tell of.
struct ForecastTable: Sendable {
    struct Row: Sendable {
        /// An area or a category; `nil` for all categories.
        let name: String?
        let forecast: Forecast
    }

    /// What is told of, a period for each step.
    enum Periods: Sendable {
        case weeks([ISOWeek])
        case months([FigurePeriod])
    }

    let periods: Periods
    let rows: [Row]
}

extension SituationModels {
    /// The levels of each area in the weeks after the last one of which anything is known.
    ///
    /// - Parameters:
    ///   - until: what was later is passed over; `nil` for no bound.
    ///   - parameters: how far and how surely.
    /// - Returns: a row for each area.
    func levelForecasts(until: ISOWeek? = nil, _ parameters: Forecast.Parameters) -> ForecastTable {
        let weeks = knownWeeks.filter { week in until.map { week <= $0 } ?? true }
        let matrix = matrix(weeks)
        let next = weeks.last.map { last in
            (1...parameters.steps).map { ISOWeek(containing: last.monday.adding(days: 7 * $0)) }
        }
        return ForecastTable(
            periods: .weeks(next ?? []),
            rows: areas.map { area in
                ForecastTable.Row(
                    name: area.name,
                    forecast: Forecast(of: TimeSeries(of: area.id, in: matrix), parameters)
                )
            }
        )
    }

    /// The reports of a series in the months after its last one, of all and of each category.
    func monthForecasts(of series: String, _ parameters: Forecast.Parameters) -> ForecastTable {
        let table = MonthlyTable(of: figures, series: series)
        let all = table.rows.isEmpty ? [] : [nil] + table.categories.map(Optional.some)
        return ForecastTable(
            periods: .months(table.months(after: parameters.steps)),
            rows: all.map { category in
                ForecastTable.Row(
                    name: category,
                    forecast: Forecast(of: TimeSeries(of: table, category: category), parameters)
                )
            }
        )
    }
}
