import FieldModel
import Foundation
import Situation
import SyncCore
import TestSupport

/// What the week's and the year's pages ask of the models, with a city's observations of two years in memory.
struct ModelsBenchmark {
    /// The design's figures are for 100,000 changes, and for 1,000,000 observations.
    static let observationsPerChange = 10

    let observations: Int

    private static let rounds = 5

    func run() -> [Result] {
        let records = views()
        let areas = Set(records.compactMap { $0[Observation.area] }).sorted()
        // What any model has to do at least: to see every record once.
        var snapshot = Snapshot([])
        let keeping = Self.median { snapshot = Snapshot(records) }
        let weeks = Array(WeeklyLevel(of: snapshot).weeks.prefix(52))
        let week = Self.median {
            let shown = Array(weeks.suffix(LevelMatrix.trendWeeks + 1))
            let matrix = LevelMatrix(of: snapshot, areas: areas, weeks: shown)
            precondition(matrix.cells.joined().contains { !$0.proposal.events.isEmpty }, "weeks have events")
        }
        let year = Self.median {
            let matrix = LevelMatrix(of: snapshot, areas: areas, weeks: weeks)
            let compilation = YearCompilation(of: matrix)
            precondition(compilation.areas.allSatisfy { $0.spread != nil }, "areas have a year")
        }
        return [
            result("the week page's models", week, floor: keeping, seconds: 1),
            result("the year's models", year, floor: keeping, seconds: 5),
        ]
    }

    private func result(_ name: String, _ measured: Double, floor: Double, seconds: Double) -> Result {
        Result(
            name: "\(observations) observations: \(name)",
            measured: String(format: "%.2f s", measured),
            floor: String(format: "%.2f s keeping the records", floor),
            figure: measured,
            target: .atMost(seconds, unit: "s")
        )
    }

    /// The observations as a store shows them.
    private func views() -> [RecordView] {
        var generator = SplitMix64(state: 8)
        let log = LogID(high: generator.next(), low: generator.next())
        var number: UInt64 = 0
        return Observations(count: observations, seed: 47).edits.compactMap { edit -> RecordView? in
            number += 1
            let time = HybridTime(rawValue: number)
            var state = RecordState()
            guard let change = state.change(for: edit, at: time) else { return nil }
            let name = ChangeName(log: log, number: number, leafPrefix: number)
            state.merge(MergeableChange(change, named: name), by: .member([.write, .review]))
            return state.view(of: edit.record, schema: schema[edit.record.kind])
        }
    }

    private static func median(_ work: () -> Void) -> Double {
        (0..<rounds).map { _ in Stopwatch.seconds(work) }.median
    }
}
