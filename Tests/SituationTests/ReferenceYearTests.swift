import FieldModel
import Foundation
import Situation
import SyncCore
import TestSupport
import Testing

/// The reference data: what the report says, and records that must give it back.
@Suite struct ReferenceYearTests {
    private static let space = SpaceID(high: 2024, low: 1)
    private static let reader = RecordReader(
        space: space,
        context: ReadingContext(today: CalendarDate(daysSinceEpoch: 20_040)) { kind, name in
            kind == .area ? .found(Area.id(named: name, in: space)) : .nothing(nearest: [])
        },
        makeID: { RecordID(high: 0, low: 0) }
    )

    private func records(in files: String...) throws -> [RecordView] {
        try files.flatMap(ExampleFiles.lines(of:)).map { line in
            let edit = try Self.reader.edit(fromLine: line)
            var author = RecordAuthor(edit.record, schema: schema)
            author.make(edit.edits)
            return author.view
        }
    }

    @Test func `model 1 gives all 405 levels of the report from the incidents of both halves`() throws {
        let incidents = try records(in: "incidents-2024-a.jsonl", "incidents-2024-b.jsonl")
        #expect(Set(incidents.map(\.key)).count == incidents.count)
        let model = WeeklyLevel(of: Snapshot(incidents))
        let rows = try ExampleFiles.rows(of: "weekly_levels_2024.csv")
        #expect(rows.count == 405)
        for row in rows {
            let name = try #require(row["area"])
            let year = try #require(row["iso_year"].flatMap { Int($0) })
            let week = try #require(row["iso_week"].flatMap { Int($0) })
            let proposal = model.proposal(
                area: Area.id(named: name, in: Self.space),
                week: try #require(ISOWeek(year: year, week: week))
            )
            #expect(String(proposal.level.rawValue) == row["level"], "\(name) vecka \(week)")
        }
        #expect(model.unplaced.isEmpty)
    }

    @Test func `one half alone does not give the levels`() throws {
        let model = WeeklyLevel(of: Snapshot(try records(in: "incidents-2024-a.jsonl")))
        let wrong = try ExampleFiles.rows(of: "weekly_levels_2024.csv").filter { row in
            guard let name = row["area"], let week = row["iso_week"].flatMap({ Int($0) }),
                let isoWeek = ISOWeek(year: 2024, week: week)
            else { return true }
            let level = model.proposal(area: Area.id(named: name, in: Self.space), week: isoWeek).level
            return String(level.rawValue) != row["level"]
        }
        #expect(wrong.count > 20)
    }

    @Test func `the matrix has a row for each week and a proposal for each area`() throws {
        let model = WeeklyLevel(
            of: Snapshot(try records(in: "incidents-2024-a.jsonl", "incidents-2024-b.jsonl"))
        )
        let areas = try ExampleFiles.rows(of: "areas.csv").compactMap { $0["area"] }
        let weeks = (1...45).compactMap { ISOWeek(year: 2024, week: $0) }
        let matrix = weeks.map { week in
            areas.map { model.proposal(area: Area.id(named: $0, in: Self.space), week: week) }
        }
        #expect(matrix.count == 45)
        #expect(matrix.allSatisfy { $0.count == 9 })
        var severe: [String] = []
        for (row, week) in zip(matrix, weeks) {
            for (proposal, area) in zip(row, areas) where proposal.level >= .serious {
                severe.append("\(area) \(week.week) \(proposal.level.rawValue)")
            }
        }
        #expect(
            severe == [
                "Vinsta 6 5", "Hässelby strand 21 4", "Vällingby 21 5", "Hässelby villastad 29 4",
                "Vällingby 37 5",
            ]
        )
    }

    @Test func `the areas' records are those of the table`() throws {
        let records = try records(in: "areas.jsonl")
        let rows = try ExampleFiles.rows(of: "areas.csv")
        #expect(records.map { $0[Area.name] } == rows.map { $0["area"] })
        for (record, row) in zip(records, rows) {
            let point = try #require(record[Area.approximatePoint])
            #expect(row["approx_lat"].flatMap { Double($0) } == point.latitude)
            #expect(row["approx_lon"].flatMap { Double($0) } == point.longitude)
        }
        let aliases = try ExampleFiles.rows(of: "aliases.csv")
        #expect(aliases.first { $0["alias"] == "Räcksta" }?["name"] == "Råcksta")
        #expect(aliases.first { $0["alias"] == "Johanneslund" }?["name"] == "Johannelund")
        #expect(records.first { $0[Area.name] == "Råcksta" }?[Area.aliases] == ["Räcksta"])
    }

    @Test func `the places' records are those of the table`() throws {
        let records = try records(in: "places.jsonl")
        let rows = try ExampleFiles.rows(of: "places.csv")
        #expect(records.map { $0[Place.name] } == rows.map { $0["place"] })
        for (record, row) in zip(records, rows) {
            let name = try #require(row["place"])
            let area = Area.id(named: try #require(row["area"]), in: Self.space)
            #expect(record[Place.area] == area, "\(name)")
            #expect(record.key.id == Place.id(named: name, area: area, in: Self.space), "\(name)")
            #expect(record[Place.land]?.label.english == row["land"], "\(name)")
            #expect(!record[Place.concerns].isEmpty, "\(name)")
            #expect((record[Place.priority] == .high) == row["concern"]?.contains("priority 2025"), "\(name)")
            let guarded = record[Place.permits].contains(.guardsPermitted)
            #expect(guarded == row["concern"]?.contains("guards permitted"), "\(name)")
        }
    }

    @Test func `the records are what the script makes from the tables`() async throws {
        let script = ExampleFiles.folder.appending(path: "generate.py").path()
        let run = try await runPython([script, "--check"])
        #expect(run.status == 0, "\(run.errors)")
    }
}
