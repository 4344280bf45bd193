import Testing

@testable import Situation

/// Each way to say what comes next, beside other programs' figures.
@Suite struct ForecastMethodTests {
    private static let counts: [Double] = [
        21, 14, 17, 30, 41, 52, 60, 48, 39, 25, 20, 11, 18, 16, 22, 28, 47, 49, 66, 51, 37, 29, 17, 13, 20,
        19,
        15, 33, 40, 58, 61, 55,
    ]
    private static let levels: [Int?] = [
        1, 2, 1, 1, 3, 2, nil, 2, 1, 1, 4, 1, 2, 2, 1, 5, 1, 1, 2, 3, 3, 1, nil, nil, 1, 2, 1, 1, 1, 2,
    ]

    private static func series(_ values: [Double?], _ measure: TimeSeries.Measure = .counts) -> TimeSeries {
        TimeSeries(measure: measure, season: measure == .counts ? 12 : 52, values: values, records: [])
    }

    @Test func `exponential smoothing is that of statsmodels`() async throws {
        for values in [counts(12), Self.counts, [3, 3, 3, 9], [1, 5, 2, 8, 2, 9, 1]] {
            let worked: [Double] = try await ReferenceTables.worked("smoothing", of: values)
            let found = try #require(ExponentialSmoothing(of: Self.series(values)))
            #expect(abs(found.alpha - worked[0]) < 1e-12)
            #expect(abs(found.level - worked[1]) < 1e-9 && abs(found.deviation - worked[2]) < 1e-9)
        }
    }

    private func counts(_ count: Int) -> [Double] { Array(Self.counts.prefix(count)) }

    private struct Counted: Encodable {
        let counts: [Double]
        let season = 12
    }

    @Test func `a regression on the year is that of statsmodels`() async throws {
        let flat = (0..<30).map { Double([3, 4, 3, 4, 3][$0 % 5]) }
        for values in [Self.counts, flat] {
            let worked: [Double] = try await ReferenceTables.worked("poisson", of: Counted(counts: values))
            let found = try #require(PoissonRegression(of: Self.series(values)))
            for (own, other) in zip(found.coefficients, worked) { #expect(abs(own - other) < 1e-7) }
            #expect(abs(found.dispersion - max(1, worked[3])) < 1e-6)
        }
    }

    @Test func `counts spread as scipy says`() async throws {
        let laws = [[0.3, 1], [7.5, 1], [80, 1], [0.3, 1.4], [80, 6]]
        let cases: [[Double]] = [0.025, 0.1, 0.5, 0.9, 0.975].flatMap { share in laws.map { $0 + [share] } }
        let worked: [Double] = try await ReferenceTables.worked("quantiles", of: cases)
        for (entry, expected) in zip(cases, worked) {
            let found = CountDistribution(mean: entry[0], dispersion: entry[1]).quantile(entry[2])
            #expect(found == expected, "\(entry)")
        }
    }

    @Test func `the chances of levels are those that numpy works out`() async throws {
        let worked: [[Double]] = try await ReferenceTables.worked("chain", of: Self.levels)
        let series = Self.series(Self.levels.map { $0.map { Double($0) } }, .levels)
        let found = try #require(LevelChain(of: series))
        for (own, other) in zip(found.chances, worked) {
            #expect(abs(own.reduce(0, +) - 1) < 1e-12)
            for (chance, expected) in zip(own, other) { #expect(abs(chance - expected) < 1e-12) }
        }
        let next = try #require(found.predictions(1, 0.8).first)
        #expect(next.value == 1 && next.interval.lowerBound == 1 && next.interval.upperBound >= 2)
    }

    @Test func `the naive ones say what was`() throws {
        let series = Self.series(Self.counts)
        let last = try #require(NaiveForecast(lag: 1).predictions(after: series, 3, 0.8))
        #expect(last.map(\.value) == [55, 55, 55])
        let widths = last.map { $0.interval.upperBound - $0.value }
        #expect(abs(widths[1] / widths[0] - 2.0.squareRoot()) < 1e-9, "an interval grows with the root")
        let year = try #require(NaiveForecast(lag: 12).predictions(after: series, 14, 0.8))
        #expect(year.map(\.value).prefix(5) == [37, 29, 17, 13, 20] && year[12].value == 37)
        #expect(year[11].interval.upperBound - year[11].value < year[12].interval.upperBound - year[12].value)
    }

    @Test func `what is not known is passed over, and what is too short says nothing`() throws {
        let gap = Self.series([2, nil, nil], .levels)
        #expect(NaiveForecast(lag: 1).predictions(after: gap, 1, 0.8) == nil)
        let known = Self.series([2, 3, nil, nil], .levels)
        #expect(NaiveForecast(lag: 1).predictions(after: known, 1, 0.8)?.first?.value == 3)
        for method in ForecastMethod.allCases {
            #expect(method.predictions(after: Self.series([]), steps: 1, confidence: 0.8) == nil)
            let nothing = Self.series([nil, nil], .levels)
            #expect(method.predictions(after: nothing, steps: 1, confidence: 0.8) == nil)
        }
        #expect(PoissonRegression(of: Self.series(Array(repeating: 0, count: 40))) == nil)
    }

    @Test func `no interval goes beyond what there is`() {
        let cases: [([Double?], TimeSeries.Measure)] = [
            ([5, 1, 5, 1, 5, 1, 5, 5, 5], .levels), ([0, 9, 0, 8, 0, 0, 7, 0, 0], .counts),
        ]
        for (values, measure) in cases {
            let series = Self.series(values, measure)
            for method in ForecastMethod.all(for: measure) {
                for said in method.predictions(after: series, steps: 9, confidence: 0.95) ?? [] {
                    #expect(series.range.contains(said.interval.lowerBound))
                    #expect(series.range.contains(said.interval.upperBound))
                    #expect(said.interval.contains(said.value))
                }
            }
        }
    }
}
