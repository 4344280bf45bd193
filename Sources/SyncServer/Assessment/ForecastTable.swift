import FieldModel
import Situation

/// What is asked of model 7.
enum ForecastQuestion: Hashable, Sendable {
    /// The levels of each area in the weeks after the last one of which anything is known, or after an
    /// earlier one; what was later is passed over.
    case levels(until: ISOWeek?, Forecast.Parameters)
    /// The reports of a series in the months after its last one, of all and of each category.
    case months(series: String, Forecast.Parameters)

    var parameters: Forecast.Parameters {
        switch self {
        case .levels(_, let parameters), .months(_, let parameters): parameters
        }
    }
}

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

    init(_ question: ForecastQuestion, in models: SituationModels) {
        switch question {
        case .levels(let until, let parameters): self.init(levelsUntil: until, parameters, in: models)
        case .months(let series, let parameters): self.init(monthsOf: series, parameters, in: models)
        }
    }

    private init(levelsUntil until: ISOWeek?, _ parameters: Forecast.Parameters, in models: SituationModels) {
        let weeks = models.knownWeeks.filter { week in until.map { week <= $0 } ?? true }
        let matrix = models.matrix(weeks)
        let next = weeks.last.map { last in
            (1...parameters.steps).map { ISOWeek(containing: last.monday.adding(days: 7 * $0)) }
        }
        periods = .weeks(next ?? [])
        rows = models.areas.map { area in
            Row(name: area.name, forecast: Forecast(of: TimeSeries(of: area.id, in: matrix), parameters))
        }
    }

    private init(monthsOf series: String, _ parameters: Forecast.Parameters, in models: SituationModels) {
        let table = models.months(of: series)
        let all = table.rows.isEmpty ? [] : [nil] + table.categories.map(Optional.some)
        periods = .months(table.months(after: parameters.steps))
        rows = all.map { category in
            Row(
                name: category,
                forecast: Forecast(of: TimeSeries(of: table, category: category), parameters)
            )
        }
    }
}
