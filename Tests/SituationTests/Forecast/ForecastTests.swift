import FieldModel
import SyncCore
import Testing

@testable import Situation

/// What comes next, by the method that would have told best.
@Suite struct ForecastTests {
    private static func series(
        _ values: [Double?],
        _ measure: TimeSeries.Measure = .counts,
        season: Int = 12
    ) -> TimeSeries {
        TimeSeries(measure: measure, season: season, values: values, records: [])
    }

    private struct Naive: Encodable {
        let values: [Double]
        let lag: Int
        let first: Int
        let steps: Int
    }

    /// The reports of the reference data, month by month.
    private static func reports() throws -> TimeSeries {
        let figures = Snapshot(try ReferenceTables.records(of: "tycktill_reports", by: "tycktill")).figures
        let name = try #require(figures.first?.series)
        return TimeSeries(of: MonthlyTable(of: figures, series: name))
    }

    @Test func `the reference months are tried, and the errors of the naive are those that numpy works out`()
        async throws
    {
        let series = try Self.reports()
        #expect(series.values.compactMap(\.self).reduce(0, +) == 766 && series.records.count > 100)
        var parameters = Forecast.Parameters()
        parameters.steps = 3
        let forecast = Forecast(of: series, parameters)
        let methods = forecast.trials.map(\.method)
        #expect(methods == [.naive, .seasonalNaive, .exponentialSmoothing, .poissonRegression])
        let compared = try #require(forecast.trials.first?.compared)
        // Three steps from each place, less those after the end.
        let first = series.values.count - (compared + 3) / 3
        for (method, lag) in [(ForecastMethod.naive, 1), (.seasonalNaive, 12)] {
            let given = Naive(values: series.values.compactMap(\.self), lag: lag, first: first, steps: 3)
            let worked: [Double] = try await ReferenceTables.worked("naive", of: given)
            let trial = try #require(forecast.trials.first { $0.method == method })
            #expect(abs(trial.meanError - worked[0]) < 1e-9 && Double(trial.compared) == worked[1])
        }
        let least = try #require(forecast.trials.map(\.meanError).min())
        #expect(forecast.trial?.meanError == least && forecast.predictions.count == 3)
    }

    @Test func `the reference levels of each area are tried, and the intervals hold most of them`() throws {
        let records = try ReferenceTables.records(of: "weekly_levels_2024", by: "weekly_levels")
        let areas = Set(records.compactMap { $0[WeeklyAssessment.area] }).sorted()
        let weeks = (1...45).compactMap { ISOWeek(year: 2024, week: $0) }
        let matrix = LevelMatrix(of: Snapshot(records), areas: areas, weeks: weeks)
        #expect(areas.count == 9)
        var coverages: [Double] = []
        for area in areas {
            let forecast = Forecast(of: TimeSeries(of: area, in: matrix))
            #expect(forecast.trials.map(\.method) == [.naive, .exponentialSmoothing, .levelChain])
            #expect(forecast.trials.allSatisfy { $0.meanError < 1.5 && $0.compared > 100 })
            #expect(forecast.series.records.count == 45 && forecast.predictions.count == 4)
            coverages += [forecast.trial?.coverage ?? 0]
        }
        #expect(coverages.reduce(0, +) / 9 > 0.75, "\(coverages)")
    }

    @Test func `where nothing tells better than the last one, the last one is said`() {
        // A walk of steps up and down that no method foresees, far from any mean.
        let values = (0..<60).map { Double(100 + 40 * ($0 / 10)) }
        let forecast = Forecast(of: Self.series(values, season: 7))
        #expect(forecast.method == .naive && forecast.isNaive && forecast.predictions.first?.value == 300)
    }

    @Test func `a year that repeats itself is foreseen by the year`() {
        let year: [Double] = [5, 9, 2, 30, 4, 50, 6, 80, 1, 3, 7, 12]
        let forecast = Forecast(of: Self.series((0..<48).map { year[$0 % 12] }))
        #expect(forecast.method == .seasonalNaive && forecast.isNaive && forecast.trial?.meanError == 0)
        #expect(forecast.predictions.map(\.value) == Array(year.prefix(4)))
    }

    @Test func `no method knows what comes after the place that it stands at`() {
        let values = (0..<40).map { Double(($0 * 7) % 11) }
        let changed = Array(values.prefix(30)) + Array(repeating: 1_000.0, count: 10)
        for method in ForecastMethod.all(for: .counts) {
            let (first, second) = (Self.series(values).before(30), Self.series(changed).before(30))
            #expect(
                method.predictions(after: first, steps: 2, confidence: 0.8)
                    == method.predictions(after: second, steps: 2, confidence: 0.8)
            )
        }
    }

    @Test func `a series that is too short is told by the last value, untested; an empty one by nothing`() {
        let short = Forecast(of: Self.series([3, 4, 2, 5]))
        #expect(short.trials.isEmpty && short.trial == nil && short.method == .naive)
        #expect(short.predictions.count == 4 && short.predictions.first?.value == 5)
        let empty = Forecast(of: Self.series([]))
        #expect(empty.method == nil && empty.predictions.isEmpty && !empty.isNaive)
    }

    @Test func `months without reports within the span count as none`() throws {
        let series = try Self.reports()
        #expect(!series.values.contains(nil) && series.season == 12)
        let figures = Snapshot(try ReferenceTables.records(of: "tycktill_reports", by: "tycktill")).figures
        let table = MonthlyTable(of: figures, series: try #require(figures.first?.series))
        let parts = table.categories.map { TimeSeries(of: table, category: $0) }
        #expect(parts.allSatisfy { $0.values.count == series.values.count })
        for place in series.values.indices {
            #expect(parts.compactMap { $0.values[place] }.reduce(0, +) == series.values[place])
        }
        let next = table.months(after: 2)
        #expect(next.count == 2 && next[0].months == 1)
    }
}
