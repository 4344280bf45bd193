import FieldModel
import Foundation
import Imports
import SyncCore
import TestSupport
import Testing

@testable import SyncServer

/// The yearly report.
@Suite struct ReportTests {
    private static let tables = [
        ("compstat_jan_oct", "compstat"), ("tycktill_reports", "tycktill"), ("indicators", "indicators"),
        ("weekly_levels_2024", "weekly_levels"),
    ]

    /// A server with the areas and tables of the reference year.
    private func withReferenceYear(_ body: (Administration) throws -> Void) async throws {
        try await withFolder { folder in
            let surroundings = TestClock().surroundings
            let administration = try Administration(initialising: folder, surroundings: surroundings)
            try administration.addSpace("hv-shared")
            _ = try administration.addPerson("lind-02", spaces: ["hv-shared"], role: .assessor)
            let areas = #"{"records": [{"kind": "area", "fields": {"name": "{area}"}}]}"#
            try enter("areas", by: try ImportMapping(Data(areas.utf8)), administration)
            for (table, mapping) in Self.tables {
                let file = ExampleFiles.folder.appending(path: mapping + ".mapping.json")
                try enter(table, by: try ImportMapping(Data(contentsOf: file)), administration)
            }
            try body(administration)
        }
    }

    private func enter(_ table: String, by mapping: ImportMapping, _ administration: Administration) throws {
        _ = try administration.importTable(
            CSVTable(try Data(contentsOf: ExampleFiles.folder.appending(path: table + ".csv"))),
            by: mapping,
            space: "hv-shared",
            as: "lind-02"
        )
    }

    @Test func `the reference year's report holds its levels, changes and sums, each with its source`()
        async throws
    {
        try await withReferenceYear { administration in
            let report = try administration.report(of: 2_024, space: "hv-shared", in: .swedish)
            #expect(report.sections.count == 13)
            let tables = report.sections.flatMap(\.tables)
            #expect(tables.allSatisfy { $0.note.contains("Källa: ") && $0.note.contains("/v1/spaces/") })
            let matrix = try #require(report.sections[1].tables.first)
            #expect(matrix.rows.count == 45 && matrix.columns.count == 10)
            #expect(matrix.rows.joined().count { $0.level != nil } == 405)
            #expect(matrix.rows.joined().count { ($0.level ?? 0) >= 4 } == 5)
            let summary = report.sections[0].paragraphs.joined(separator: "\n")
            #expect(summary.contains("Vinsta v. 6 (5), Hässelby strand v. 21 (4), Vällingby v. 21 (5)"))
            let offences = try #require(report.sections[3].tables.first)
            #expect(offences.rows.count == 17)
            let counts = try #require(report.sections[3].charts.first)
            #expect(counts.labels.count == 15 && counts.series.map { $0.values.count } == [15, 15])
            #expect(counts.note == offences.note)
            let murders = offences.rows.first { $0[0].text == "Mord/dråp" }?.map(\.text)
            #expect(murders == ["Mord/dråp", "1", "4", "+3", "+300 %", "för få för att avgöra"])
            #expect(
                report.sections[5].paragraphs.joined().contains("april, alla år: tryckt 32, delarna ger 33")
            )
            #expect(report.sections[2].tables[0].rows.contains { $0.map(\.text).contains("76286") })
            let levels = try #require(report.sections[11].tables.first)
            #expect(
                levels.rows.count == 9 && levels.columns.contains("v. 46") && levels.columns.contains("v. 49")
            )
            #expect(
                levels.note.contains("models/forecast?until=2024-W45"),
                "what a program reads is the same"
            )
            #expect(levels.rows.allSatisfy { $0.count == levels.columns.count })
            let weeks = try #require(report.sections[1].charts.first)
            #expect(weeks.labels.count == 9 && weeks.note.contains("models/year?year=2024"))
            let graves = report.sections[1].tables[1].rows.map { $0[3].text }
            #expect(weeks.series[0].values.map { $0?.shown } == graves, "the picture shows the table's")
            let byMonth = try #require(report.sections[5].charts.first)
            #expect(byMonth.series.map(\.name) == ["2023", "2024"] && byMonth.labels.count == 12)
            #expect(byMonth.note.contains("Källa: ") && report.html.contains("<svg"))
            let months = try #require(report.sections[11].tables.last)
            #expect(months.rows.first?.first?.text == "Alla" && months.rows.count == 5)
            let english = try administration.report(of: 2_024, space: "hv-shared", in: .english)
            #expect(english.title.hasPrefix("Situation report 2024") && english.sections.count == 13)
        }
    }

    @Test func `a year of which nothing is known has a report that says so`() async throws {
        try await withReferenceYear { administration in
            let report = try administration.report(of: 2_050, space: "hv-shared", in: .swedish)
            for section in report.sections.dropLast() where section.tables.isEmpty {
                #expect(!section.paragraphs.isEmpty, "\(section.heading)")
            }
            #expect(report.sections[0].paragraphs == ["Inga uppgifter för året."])
            #expect(throws: ServerError.self) {
                try administration.report(of: 2_024, space: "finns-inte", in: .swedish)
            }
        }
    }

    @Test func `surveys are told with their intervals and without small groups, settlements by land`()
        async throws
    {
        try await ReviewWorld.with { world in
            try await world.second.enter(ModelRoutesTests.walked(at: world.server.clock.now))
            let year = Stockholm.date(of: Stockholm.instant(atMilliseconds: world.server.clock.now)).civil
                .year
            let report = try world.server.administration.report(of: year, space: "hv-shared", in: .swedish)
            let answers = try #require(report.sections[4].tables.first)
            #expect(answers.caption == "Torget" && answers.note.contains("models/survey?survey="))
            let rows = answers.rows.map { $0.map(\.text) }
            #expect(rows.first == ["Alla", "8", "75 % (41–93)", "–"])
            #expect(
                rows.contains(["man", "för få", "–", "–"]) && rows.contains(["kvinna", "för få", "–", "–"])
            )
            let heaviest = try #require(report.sections[7].tables.first)
            #expect(heaviest.rows.first?.map(\.text).prefix(2) == ["Tunneln", "1"])
            let lands = try #require(report.sections[8].tables.last)
            let privately = try #require(lands.rows.first { $0.first?.text == "privat" })
            #expect(privately.map(\.text).prefix(6) == ["privat", "1", "1", "0 %", "20", "1"])
            #expect(lands.rows.last?.first?.text == "alla" && lands.rows.count == 3)
        }
    }

    @Test func `what looks like markup is text in every form, and the audit log knows of the report`()
        async throws
    {
        try await ReviewWorld.with { world in
            let year = Stockholm.date(of: Stockholm.instant(atMilliseconds: world.server.clock.now)).civil
                .year
            let report = try world.server.administration.report(of: year, space: "hv-shared", in: .swedish)
            #expect(report.html.contains("&lt;script&gt;alert(1)"))
            #expect(!report.html.contains("<script>") && !report.html.contains("<img"))
            #expect(!report.markdown.contains(" <script>") && report.markdown.contains("\\<script>"))
            let json = try JSONDecoder().decode(JSONValue.self, from: Data(report.json.utf8))
            #expect(json["sections"]?.elements.count == 13)
            let audit = try world.server.administration.auditLog(limit: 5)
            #expect(audit.contains { $0.about == "report \(year)" })
        }
    }
}
