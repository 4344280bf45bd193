import FieldModel
import Foundation
import Imports
import SyncCore
import TestSupport
import Testing

@testable import SyncServer

/// The models as other programs read them.
@Suite struct ModelRoutesTests {
    private func json(_ path: String, _ world: ReviewWorld, _ token: String) async throws -> JSONValue {
        var browser = TestBrowser(world.server)
        let page = try await browser.get(
            "/v1/spaces/\(world.space)/models/\(path)",
            fields: [SyncCore.HTTPField("Authorization", "Bearer \(token)")]
        )
        #expect(page.status == 200, "\(path): \(page.text)")
        return try JSONDecoder().decode(JSONValue.self, from: Data(page.text.utf8))
    }

    private func week(_ world: ReviewWorld) -> ISOWeek {
        ISOWeek(containing: Stockholm.instant(atMilliseconds: world.server.clock.now))
    }

    @Test func `a week names its records and its moment, and is the same asOf that moment`() async throws {
        try await ReviewWorld.with { world in
            let token = try world.server.administration.addToken("modell-1", space: "hv-shared")
            let week = week(world)
            let first = try await json("week?week=\(week)", world, token)
            let area = try #require(first["areas"]?.elements.first)
            #expect(area["proposed_level"] == .number(2) && area["observed"] == .bool(true))
            #expect(area["basis"] == .string("proposed") && area["decision"] == .null)
            let events = area["events"]?.elements ?? []
            #expect(
                events == [ReviewWorld.observation, ReviewWorld.twin].map { .string($0.text) },
                "\(events)"
            )
            guard case .string(let moment)? = first["snapshot"] else { throw TestFailure.notEnrolled }
            let late = world.second
            let now = Stockholm.instant(atMilliseconds: world.server.clock.now)
            try await late.enter([
                ReviewWorld.observation(ReviewWorld.record(.observation, 91), "Mörkt", at: now)
            ])
            let after = try await json("week?week=\(week)", world, token)
            #expect(after["areas"]?.elements.first?["events"]?.elements.count == 3)
            #expect(try await json("week?week=\(week)&asOf=\(moment)", world, token) == first)
        }
    }

    @Test func `the year, the changes and the months come with their parameters`() async throws {
        try await ReviewWorld.with { world in
            let token = try world.server.administration.addToken("modell-1", space: "hv-shared")
            try world.server.person("lind-02")
            for (file, mapping) in [("compstat_jan_oct", "compstat"), ("tycktill_reports", "tycktill")] {
                let folder = ExampleFiles.folder
                _ = try world.server.administration.importTable(
                    CSVTable(try Data(contentsOf: folder.appending(path: file + ".csv"))),
                    by: ImportMapping(
                        try Data(contentsOf: folder.appending(path: mapping + ".mapping.json"))
                    ),
                    space: "hv-shared",
                    as: "lind-02"
                )
            }
            let year = try await json("year?year=\(week(world).year)", world, token)
            #expect(year["parameters"]?["resamples"] == .number(2_000))
            #expect(year["areas"]?.elements.count == 1)
            let series = "series=Anm%C3%A4lda+brott&from=2023-01%2F2023-10&to=2024-01%2F2024-10"
            let changes = try await json("changes?\(series)", world, token)
            #expect(changes["rows"]?.elements.count == 17)
            let murders = changes["rows"]?.elements.first { $0["category"] == .string("Mord/dråp") }
            #expect(murders?["percent"] == .number(300) && murders?["verdict"] == .string("too_few"))
            #expect(murders?["figures_after"]?.elements.count == 1)
            let months = try await json("months?series=Tyck%20till", world, token)
            #expect(months["sum"] == .number(766) && months["mismatches"]?.elements.count == 8)
        }
    }

    @Test func `hot spots are squares of GeoJSON, and a few events make none`() async throws {
        try await ReviewWorld.with { world in
            let token = try world.server.administration.addToken("modell-1", space: "hv-shared")
            let few = try await json("hotspots", world, token)
            #expect(few["features"]?.elements.isEmpty == true && few["events"]?.elements.count == 2)
            let now = Stockholm.instant(atMilliseconds: world.server.clock.now)
            let more = (0..<6).map { number in
                ReviewWorld.observation(
                    ReviewWorld.record(.observation, 100 + UInt64(number)),
                    "Mörkt vid port \(number)",
                    at: now,
                    east: 17.843 + Double(number) / 10_000
                )
            }
            try await world.second.enter(more)
            let many = try await json("hotspots?bandwidth=100", world, token)
            let squares = many["features"]?.elements ?? []
            #expect(!squares.isEmpty && many["parameters"]?["bandwidth"] == .number(100))
            #expect(squares.allSatisfy { $0["geometry"]?["type"] == .string("Polygon") })
            let none = try await json("hotspots?from=2001-01-01&until=2001-12-31", world, token)
            #expect(none["events"]?.elements.isEmpty == true)
            let backwards = try await json("hotspots?from=2030-01-01&until=2001-12-31", world, token)
            #expect(backwards["features"]?.elements.isEmpty == true)
            var browser = try await world.server.browser(of: "lind-02")
            #expect(try await browser.get("/spaces/hv-shared/map").text.contains("händelser inom"))
            #expect(try await browser.get("/spaces/hv-shared/map/features").text.contains("\"heat\":[["))
        }
    }

    /// A place with an incident, a settlement that was cleaned, and a survey of six women and two men.
    static func walked(at milliseconds: Int64) -> [RecordEdit] {
        let id = ReviewWorld.record
        let now = Stockholm.instant(atMilliseconds: milliseconds)
        let today = Stockholm.date(of: now)
        let (place, settlement, survey) = (id(.place, 200), id(.settlement, 201), id(.survey, 202))
        let entered: [RecordEdit] = [
            RecordEdit(
                record: place,
                edits: [.set(Place.name, "Tunneln"), .set(Place.area, ReviewWorld.area.id)]
            ),
            RecordEdit(
                record: id(.incident, 203),
                edits: [
                    .set(Incident.place, place.id), .set(Incident.occurredAt, now),
                    .set(Incident.gravity, .serious),
                ]
            ),
            RecordEdit(
                record: settlement,
                edits: [
                    .set(Settlement.place, place.id), .set(Settlement.land, .private),
                    .set(Settlement.firstSeenOn, today.adding(days: -20)),
                ]
            ),
            RecordEdit(
                record: id(.cleanup, 204),
                edits: [
                    .set(Cleanup.settlement, settlement.id), .set(Cleanup.cleanedOn, today),
                    .set(Cleanup.cost, Money(units: 1_250_050)),
                ]
            ),
            RecordEdit(
                record: survey,
                edits: [.set(Survey.title, "Torget"), .set(Survey.openedOn, today)]
            ),
        ]
        return entered
            + (0..<8).map { number in
                RecordEdit(
                    record: id(.surveyResponse, 210 + number),
                    edits: [
                        .set(SurveyResponse.survey, survey.id), .set(SurveyResponse.answeredOn, today),
                        .set(SurveyResponse.feelsSafe, number < 6 ? 4 : 1),
                        .set(SurveyResponse.gender, number < 6 ? .woman : .man),
                    ]
                )
            }
    }

    @Test func `places, settlements, forecasts and surveys come with what lies behind them`()
        async throws
    {
        try await ReviewWorld.with { world in
            let token = try world.server.administration.addToken("modell-1", space: "hv-shared")
            try await world.second.enter(Self.walked(at: world.server.clock.now))
            let ranked = try await json("places", world, token)
            #expect(ranked["places"]?.elements.first?["name"] == .string("Tunneln"))
            #expect(ranked["places"]?.elements.first?["weight"] == .number(9))
            let lands = try await json("settlements", world, token)["by_land"]?.elements ?? []
            let land = lands.first { $0["land"] == .string("private") }
            #expect(lands.last?["land"] == .string("all") && land?["median_days"] == .number(20))
            #expect(land?["cost_per_removal_sek"] == .number(Decimal(string: "12500.5") ?? 0))
            let said = try await json("survey", world, token)
            #expect(said["title"] == .string("Torget") && said["groups"]?.elements.count == 4)
            #expect(said["groups"]?.elements.first?["safe"] == .number(Decimal(string: "0.75") ?? 0))
            #expect(said["groups"]?.elements[1]["answers"] == .null, "two men are all less the women")
            let alike = try await json("survey?weights=Finns+inte", world, token)
            #expect(alike == said && alike["parameters"]?["weighted_by"]?.elements.isEmpty == true)
            let next = try await json("forecast?steps=2", world, token)
            #expect(next["forecasts"]?.elements.count == 1 && next["trials"]?.elements.isEmpty == true)
        }
    }

    @Test func `the example's answers come in once, and are weighted by its population`() async throws {
        try await ReviewWorld.with { world in
            try world.server.person("lind-02")
            let folder = ExampleFiles.folder.deletingLastPathComponent().appending(path: "safety-survey")
            for (file, records) in [("answers", 162), ("population", 10)] {
                for new in [records, 0] {
                    let mapping = folder.appending(path: file + ".mapping.json")
                    let summary = try world.server.administration.importTable(
                        CSVTable(try Data(contentsOf: folder.appending(path: file + ".csv"))),
                        by: ImportMapping(try Data(contentsOf: mapping)),
                        space: "hv-shared",
                        as: "lind-02"
                    )
                    #expect(summary.new == new && summary.changed == 0, "\(file): \(summary.new)")
                }
            }
            let token = try world.server.administration.addToken("modell-1", space: "hv-shared")
            let plain = try await json("survey", world, token)
            #expect(plain["title"] == .string("Sommartorget 2024"))
            let all = plain["groups"]?.elements.first
            #expect(all?["answers"] == .number(90) && all?["change"] != .null, "compared with 2023")
            let series = PagePath.escaped("Befolkning efter kön och ålder")
            let weighted = try await json("survey?weights=\(series)", world, token)
            #expect(weighted["parameters"]?["weighted_by"]?.elements.count == 10)
            #expect(weighted["groups"]?.elements.first?["safe"] != all?["safe"])
        }
    }

    @Test func `figures are set beside their references, with the exposures that are named`() async throws {
        try await ReviewWorld.with { world in
            let token = try world.server.administration.addToken("modell-1", space: "hv-shared")
            func figure(_ number: UInt64, _ series: String, _ subject: String, _ value: Int64) -> RecordEdit {
                var edits: [FieldEdit] = [
                    .set(Statistic.series, series), .set(Statistic.subject, subject),
                    .set(Statistic.period, "2024"), .set(Statistic.value, Quantity(units: value * 1_000)),
                    .set(Statistic.source, "Prov"),
                ]
                if subject != "Staden" { edits.append(.set(Statistic.referenceSubject, "Staden")) }
                return RecordEdit(record: ReviewWorld.record(.statistic, 300 + number), edits: edits)
            }
            try await world.second.enter([
                figure(1, "Brott", "Vällingby", 61), figure(2, "Brott", "Staden", 500),
                figure(3, "Folk", "Vällingby", 76_286), figure(4, "Folk", "Staden", 988_943),
            ])
            let table = try await json("references?series=Brott&exposure=Folk&part=true", world, token)
            let row = try #require(table["rows"]?.elements.first)
            #expect(table["rows"]?.elements.count == 1 && row["verdict"] == .string("more_than_chance"))
            #expect(row["difference"] == .number(-439) && row["figures"]?.elements.count == 4)
            let alone = try await json("references?series=Brott", world, token)
            #expect(alone["rows"]?.elements.first?["verdict"] == .string("not_compared"))
            var browser = try await world.server.browser(of: "lind-02")
            let page = try await browser.get(
                "/spaces/hv-shared/statistics?series=Brott&exposure=Folk&part=true"
            )
            #expect(page.text.contains("Jämfört med källans referens") && page.text.contains("checked"))
            #expect(page.text.contains("-439") && page.text.contains("ja, mer än slump"))
        }
    }

    @Test func `each table of a model is there as comma-separated values`() async throws {
        try await ReviewWorld.with { world in
            let token = try world.server.administration.addToken("modell-1", space: "hv-shared")
            try await world.second.enter(Self.walked(at: world.server.clock.now))
            var browser = TestBrowser(world.server)
            for (path, column) in [
                ("places", "contested_events"), ("settlements", "cleanups"), ("survey", "answers"),
                ("forecast?table=trials", ""), ("year?year=\(week(world).year)&table=weeks", "week"),
                ("week?week=\(week(world))", "area"), ("hotspots", ""),
                ("settlements?table=settlements", "checks"),
            ] {
                let csv = try await browser.get(
                    "/v1/spaces/\(world.space)/models/\(path)\(path.contains("?") ? "&" : "?")format=csv",
                    fields: [SyncCore.HTTPField("Authorization", "Bearer \(token)")]
                )
                let columns = csv.text.dropFirst().split(separator: "\r\n").first ?? ""
                #expect(
                    csv.status == 200 && (column.isEmpty || columns.contains(column)),
                    "\(path): \(csv.text)"
                )
            }
        }
    }

    @Test(arguments: [
        "hotspots?from=2024-13-01", "hotspots?until=x", "hotspots?bandwidth=0",
        "hotspots?fewest=1", "week", "week?week=2024-W53", "week?week=2024-W1", "week?week=0001-W01", "year",
        "year?year=1999",
        "year?year=x", "week?week=2024-W01&format=xml", "year?year=2024&format=csv&table=rows",
        "places?half_life=0", "places?on=igar", "settlements?on=2024-02-30", "forecast?steps=27",
        "forecast?until=2024-W54",
        "forecast?series=", "changes?series=a", "months",
        "months?series=a&series=b", "references", "references?series=a&part=ja",
        "references?series=a&exposure=",
        "week?week=2024-W01&asOf=x",
    ])
    func `what cannot be asked is refused in words`(path: String) async throws {
        try await ReviewWorld.with { world in
            let token = try world.server.administration.addToken("modell-1", space: "hv-shared")
            var browser = TestBrowser(world.server)
            let address = "/v1/spaces/\(world.space)/models/\(path)"
            let bearer = SyncCore.HTTPField("Authorization", "Bearer \(token)")
            #expect(try await browser.get(address, fields: [bearer]).status == 400)
            #expect(try await browser.get(address).status == 401)
        }
    }
}
