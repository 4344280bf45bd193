import FieldModel
import Foundation
import Situation
import SyncCore
import TestSupport
import Testing

/// Model 2, and decisions beside proposals.
@Suite struct YearCompilationTests {
    private struct Reference: Decodable {
        let mean: Double
        let deviation: Double
        let three: Int
        let critical: Int
    }

    private static let weeks = (1...45).compactMap { ISOWeek(year: 2024, week: $0) }

    private func year(
        _ parameters: YearCompilation.Parameters = .init()
    ) throws -> (
        compilation: YearCompilation, names: [RecordID: String]
    ) {
        let levels = try ReferenceTables.records(of: "weekly_levels_2024", by: "weekly_levels")
        let names = try ExampleFiles.rows(of: "areas.csv").compactMap { $0["area"] }
        let areas = names.map { Area.id(named: $0, in: ReferenceTables.space) }
        let matrix = LevelMatrix(of: Snapshot(levels), areas: areas, weeks: Self.weeks)
        return (
            YearCompilation(of: matrix, parameters),
            Dictionary(uniqueKeysWithValues: zip(areas, names))
        )
    }

    @Test func `all 405 levels are decided ones, and each area's figures are those worked out elsewhere`()
        async throws
    {
        let (year, names) = try year()
        #expect(year.matrix.cells.joined().count { $0.basis == .decided } == 405)
        let file = ExampleFiles.folder.appending(path: "weekly_levels_2024.csv").path
        let worked: [String: Reference] = try await ReferenceTables.worked("levels", file)
        #expect(worked.count == 9 && year.areas.count == 9)
        for area in year.areas {
            let reference = try #require(worked[names[area.area] ?? ""])
            let spread = try #require(area.spread)
            #expect(abs(spread.mean - reference.mean) < 1e-12 && spread.count == 45)
            #expect(abs(spread.deviation - reference.deviation) < 1e-12)
            #expect(area.atThreeOrMore.count == reference.three)
            #expect(area.critical.count == reference.critical)
        }
    }

    @Test func `ranks follow the means, within their intervals, and who stands out is said with care`() throws
    {
        let (year, names) = try year()
        let sorted = year.areas.sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
        for (higher, lower) in zip(sorted, sorted.dropFirst()) {
            #expect((higher.spread?.mean ?? 0) >= (lower.spread?.mean ?? 0))
        }
        for area in year.areas {
            let rank = try #require(area.rank)
            #expect(try #require(area.rankInterval).contains(rank), "\(names[area.area] ?? "")")
            let interval = try #require(area.distanceInterval)
            #expect(interval.contains(try #require(area.distance)))
            #expect((area.standing == .alike) == interval.contains(0))
        }
        #expect(year.areas.contains { $0.standing == .higher })
        #expect(year.areas.contains { $0.standing == .lower })
    }

    @Test func `the same records and parameters give the same, another seed nearly the same`() throws {
        let first = try year().compilation
        #expect(try year().compilation.areas == first.areas)
        var parameters = YearCompilation.Parameters()
        parameters.seed = 2
        let second = try year(parameters).compilation
        for (left, right) in zip(first.areas, second.areas) {
            let (one, other) = (try #require(left.distanceInterval), try #require(right.distanceInterval))
            #expect(abs(one.lowerBound - other.lowerBound) < 0.1)
            #expect(left.spread == right.spread && left.rank == right.rank)
        }
    }

    @Test func `areas that are alike do not stand out`() {
        let areas = (0..<5).map { RecordID(high: 0, low: $0) }
        let matrix = LevelMatrix(of: Snapshot([]), areas: areas, weeks: Self.weeks)
        let empty = YearCompilation(of: matrix)
        #expect(empty.areas.allSatisfy { $0.spread == nil && $0.rank == nil && $0.unobserved == 45 })
        #expect(empty.areas.allSatisfy { $0.standing == .alike && $0.distanceInterval == nil })
        #expect(YearCompilation(of: LevelMatrix(of: Snapshot([]), areas: [], weeks: [])).areas.isEmpty)
    }
}

/// What people decided beside what the model proposes.
@Suite struct LevelMatrixTests {
    private typealias Sample = SituationSample

    private static let week = ISOWeek(containing: Sample.wednesday)

    private func assessment(_ area: RecordID, _ level: Int) -> RecordView {
        let id = WeeklyAssessment.id(area: area, week: Self.week, in: Sample.space)
        var author = RecordAuthor(RecordKey(kind: .weeklyAssessment, id: id), schema: schema)
        author.make([
            .set(WeeklyAssessment.area, area), .set(WeeklyAssessment.isoYear, Self.week.year),
            .set(WeeklyAssessment.isoWeek, Self.week.week), .set(WeeklyAssessment.level, level),
        ])
        return author.view
    }

    @Test func `a decided level counts, the proposed one stands beside it, and they are compared`() {
        let third = Area.id(named: "Grimsta", in: Sample.space)
        let records = [
            Sample.incident(1, .serious), assessment(Sample.area, 2), assessment(Sample.other, 1),
        ]
        let matrix = LevelMatrix(
            of: Snapshot(records),
            areas: [Sample.area, Sample.other, third],
            weeks: [Self.week]
        )
        let row = matrix.cells[0]
        #expect(row.map(\.level) == [.deviating, .normal, nil])
        #expect(row.map(\.basis) == [.decided, .decided, .notObserved])
        #expect(row[0].proposal.level == .worrying)
        #expect(matrix.agreement.lower == 1 && matrix.agreement.unseen == 1 && matrix.agreement.compared == 1)
        let longer = LevelMatrix(
            of: Snapshot(records),
            areas: [Sample.area, Sample.other, third],
            weeks: Self.week.before(2) + [Self.week]
        )
        #expect(longer.agreements.map(\.decided) == [0, 0, 2] && longer.agreement == matrix.agreement)
        #expect(matrix.cells(of: Sample.other).map(\.level) == [.normal])
        // Decided as 2 without knowing of a proposal; now there is one of 3.
        #expect(matrix.proposedOtherwise.map(\.area) == [Sample.area])
    }
}
