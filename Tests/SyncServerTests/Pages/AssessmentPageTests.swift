import FieldModel
import Foundation
import Imports
import Situation
import SyncCore
import TestSupport
import Testing

@testable import SyncServer

/// The weekly meeting, the year and the statistics.
@Suite struct AssessmentPageTests {
    private static let week = "/spaces/hv-shared/week"

    private static func present(_ world: ReviewWorld) -> ISOWeek {
        ISOWeek(containing: Stockholm.instant(atMilliseconds: world.server.clock.now))
    }

    /// The form of a week as the page gave it, with what is decided for the world's one area.
    private static func form(
        _ page: TestPage,
        level: String,
        why: String = "",
        state: String = "decided"
    ) throws -> [String: String] {
        let id = ReviewWorld.area.id.uuidString
        var form = try ReviewWorld.fields(of: page, to: week)
        form["level-\(id)"] = level
        form["why-\(id)"] = why
        form["state"] = state
        return form
    }

    private static func assessment(_ world: ReviewWorld) throws -> RecordView? {
        let id = WeeklyAssessment.id(area: ReviewWorld.area.id, week: present(world), in: world.space)
        let key = RecordKey(kind: .weeklyAssessment, id: id)
        return try world.server.administration.host.replica.record(key, in: world.space)
    }

    @Test func `a meeting sees what is proposed and why, and what it decides is a signed record`()
        async throws
    {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let page = try await browser.get(Self.week)
            #expect(page.status == 200 && page.text.contains("Hässelby gård"))
            #expect(page.text.contains("2 lindriga händelser"), "\(page.text)")
            #expect(page.text.contains("inte beslutat"))
            let form = try Self.form(page, level: "3", why: ReviewWorld.markup)
            let saved = try await browser.post(Self.week, form)
            #expect(saved.location == "\(Self.week)?week=\(Self.present(world))&told=saved")
            let view = try #require(try Self.assessment(world))
            #expect(view[WeeklyAssessment.level] == 3 && view[WeeklyAssessment.proposedLevel] == 2)
            #expect(view[WeeklyAssessment.state] == .decided)
            let year = try await browser.get("/spaces/hv-shared/year?year=\(Self.present(world).year)")
            #expect(year.text.contains("Beslut och förslag över tid"))
            #expect(year.text.contains(#"<td data-label="Beslutat högre">1</td>"#))
            let after = try await browser.get(try #require(saved.location))
            #expect(after.text.contains("beslutad") && !after.text.contains("<script>alert"))
            #expect(after.text.contains("level level3"))
            // Sent unchanged, nothing is written.
            let again = try Self.form(after, level: "3", why: ReviewWorld.markup)
            #expect(try await browser.post(Self.week, again).location?.hasSuffix("told=unchanged") == true)
        }
    }

    @Test func `a late laptop's incident is told beside the decision that was made without it`() async throws
    {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            _ = try await browser.post(Self.week, try Self.form(try await browser.get(Self.week), level: "2"))
            #expect(try await !browser.get(Self.week).text.contains("förslaget var då"))
            let late = world.second
            let now = Stockholm.instant(atMilliseconds: world.server.clock.now)
            try await late.enter([
                RecordEdit(
                    record: ReviewWorld.record(.incident, 90),
                    edits: [
                        .set(Incident.area.number, .id(ReviewWorld.area.id)),
                        .set(Incident.category.number, Category.shooting.fieldValue),
                        .set(Incident.gravity.number, Gravity.critical.fieldValue),
                        .set(Incident.occurredAt.number, now.fieldValue),
                    ]
                )
            ])
            #expect(try await browser.get(Self.week).text.contains("förslaget var då 2, är nu 5"))
            let year = try await browser.get("/spaces/hv-shared/year?year=\(Self.present(world).year)")
            #expect(year.text.contains("Ändrat sedan beslutet") && year.text.contains("är nu 5"))
        }
    }

    @Test func `what somebody else has decided meanwhile is left, and told`() async throws {
        try await ReviewWorld.with { world in
            var one = try await world.server.browser(of: "lind-02")
            var other = try await world.server.browser(of: "ek-03")
            let pages = (try await one.get(Self.week), try await other.get(Self.week))
            _ = try await one.post(Self.week, try Self.form(pages.0, level: "2"))
            let left = try await other.post(Self.week, try Self.form(pages.1, level: "4"))
            #expect(left.location?.hasSuffix("told=someLeft") == true)
            #expect(try Self.assessment(world)?[WeeklyAssessment.level] == 2)
            let fresh = try await other.get(Self.week)
            _ = try await one.post(Self.week, try Self.form(try await one.get(Self.week), level: "5"))
            let stale = try await other.post(Self.week, try Self.form(fresh, level: "4"))
            #expect(stale.location?.hasSuffix("told=someLeft") == true)
            #expect(try Self.assessment(world)?[WeeklyAssessment.level] == 5)
        }
    }

    @Test(arguments: ["", "6", "0", "tre"])
    func `a level that is none is refused, and what was typed stands there again`(level: String) async throws
    {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let page = try await browser.get(Self.week)
            let refused = try await browser.post(
                Self.week,
                try Self.form(page, level: level, why: "Lugnt vid torget")
            )
            #expect(refused.status == 422 && refused.text.contains("Lugnt vid torget"))
            #expect(try Self.assessment(world) == nil)
        }
    }

    @Test func `who may not decide sees the week, has no form, and is refused`() async throws {
        try await ReviewWorld.with { world in
            var reviewer = try await world.server.browser(of: "lind-02")
            let form = try Self.form(try await reviewer.get(Self.week), level: "3")
            var recorder = try await world.server.browser(of: "ek-03", as: .recorder)
            let page = try await recorder.get(Self.week)
            #expect(page.status == 200 && !page.text.contains("name=\"state\""))
            var own = form
            own["form_token"] = page.hidden("form_token")
            #expect(try await recorder.post(Self.week, own).status == 403)
            #expect(try Self.assessment(world) == nil)
        }
    }

    @Test(arguments: ["0", "54", "2024-W53", "x", "1-W01", "9999-W01", "2101-W01"])
    func `a week that does not exist is named, and this week is shown`(text: String) async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let page = try await browser.get("\(Self.week)?week=\(text)")
            #expect(page.status == 200 && page.text.contains("role=\"alert\""), "\(text)")
            #expect(page.text.contains("\(Self.present(world))"))
            let last = try await browser.get("\(Self.week)?week=2100-W52")
            #expect(last.status == 200 && !last.text.contains("role=\"alert\""))
            #expect(try await browser.get("\(Self.week)?week=2000-W01").status == 200)
        }
    }

    @Test func `a year shows its weeks, and one of which nothing is known says so`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let week = Self.present(world)
            let page = try await browser.get("/spaces/hv-shared/year?year=\(week.year)&least=3")
            #expect(page.status == 200 && page.text.contains("\(week)") && page.text.contains("(2)"))
            #expect(page.text.contains("class=\"faint\""))
            let empty = try await browser.get("/spaces/hv-shared/year?year=2001")
            #expect(empty.text.contains("Inget är antecknat"))
            for query in ["year=1999", "year=x", "least=6"] {
                let faulty = try await browser.get("/spaces/hv-shared/year?\(query)")
                #expect(faulty.status == 200 && faulty.text.contains("role=\"alert\""), "\(query)")
            }
        }
    }

    @Test func `the models of places, settlements, surveys and weeks to come stand on their pages`()
        async throws
    {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let empty = try await browser.get("/spaces/hv-shared/surveys")
            #expect(empty.status == 200 && empty.text.contains("href=\"/spaces/hv-shared/new/survey\""))
            try await world.second.enter(ModelRoutesTests.walked(at: world.server.clock.now))
            let places = try await browser.get("/spaces/hv-shared/places")
            #expect(places.text.contains("Där mest har hänt") && places.text.contains("models/places?on="))
            let settlements = try await browser.get("/spaces/hv-shared/settlements")
            #expect(settlements.text.contains("Efter markägare") && settlements.text.contains("12500,5"))
            let surveys = try await browser.get("/spaces/hv-shared/surveys")
            #expect(surveys.text.contains("Torget") && surveys.text.contains("75 % (41–93)"))
            #expect(surveys.text.contains("för få"))
            let year = Self.present(world).year
            let page = try await browser.get("/spaces/hv-shared/year?year=\(year)")
            #expect(page.text.contains("Lägesnivåer") && page.text.contains("models/forecast?until="))
            #expect(page.text.contains("/spaces/hv-shared/report.html?year=\(year)"))
        }
    }

    @Test func `the year's report opens in the browser, without scripts, and comes as a file`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let base = "/spaces/hv-shared/report"
            let year = Self.present(world).year
            let page = try await browser.get("\(base).html?year=\(year)")
            #expect(page.status == 200 && page.text.contains("Lägesbild \(year)"))
            #expect(!page.text.contains("<script"))
            let policy = page.head["content-security-policy"] ?? ""
            #expect(policy.hasPrefix("default-src 'none'") && !policy.contains("script-src"))
            let markdown = try await browser.get("\(base).md?year=\(year)")
            #expect(markdown.text.hasPrefix("# Lägesbild \(year)"))
            #expect(
                markdown.head["content-disposition"] == "attachment; filename=\"faltbild-\(year).md\""
            )
            let json = try await browser.get("\(base).json?year=\(year)")
            let document = try JSONDecoder().decode(JSONValue.self, from: Data(json.text.utf8))
            #expect(document["sections"]?.elements.count == 13)
            for query in ["", "?year=", "?year=x", "?year=1999", "?year=2101"] {
                #expect(try await browser.get("\(base).html\(query)").status == 400, "\(query)")
            }
            #expect(try await browser.get("/spaces/andra/report.html?year=\(year)").status == 404)
            var stranger = TestBrowser(world.server)
            #expect(try await stranger.get("\(base).html?year=\(year)").status == 303)
        }
    }

    @Test func `imported tables are shown with honest marks, and sums that differ are named`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            #expect(try await browser.get("/spaces/hv-shared/statistics").text.contains("Ingen statistik"))
            for (file, mapping) in [("compstat_jan_oct", "compstat"), ("tycktill_reports", "tycktill")] {
                for new in [true, false] {
                    let summary = try world.server.administration.importTable(
                        CSVTable(try Data(contentsOf: ExampleFiles.folder.appending(path: file + ".csv"))),
                        by: ImportMapping(
                            try Data(
                                contentsOf: ExampleFiles.folder.appending(path: mapping + ".mapping.json")
                            )
                        ),
                        space: "hv-shared",
                        as: "lind-02"
                    )
                    #expect((summary.new > 0) == new && (summary.unchanged > 0) == !new)
                    #expect(summary.mismatches.count == (mapping == "tycktill" ? 8 : 0))
                }
            }
            let offences = try await browser.get("/spaces/hv-shared/statistics?series=Anm%C3%A4lda%20brott")
            #expect(offences.text.contains("+300 %") && offences.text.contains("för få för att avgöra"))
            #expect(offences.text.contains("ja, mer än slump"))
            #expect(offences.text.contains("januari–oktober 2023"))
            #expect(offences.text.contains("<svg") && offences.text.contains("per kategori"))
            let reports = try await browser.get("/spaces/hv-shared/statistics?series=Tyck%20till")
            #expect(reports.text.contains("Alla kategorier, april, alla år: tryckt 32, delarna ger 33"))
            #expect(reports.text.contains(">766<") && reports.text.contains("<svg"))
            for query in ["series=%3Cscript%3E&from=x&to=2024", "exposure=%3Cb%3E", "part=ja"] {
                let odd = try await browser.get("/spaces/hv-shared/statistics?" + query)
                #expect(odd.status == 200 && odd.text.contains("role=\"alert\""), "\(query)")
            }
        }
    }

    @Test func `a form that is larger than any page sends is refused in words, and nothing is written`()
        async throws
    {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let why = String(repeating: "å", count: ServerLimits.formBytes)
            let form = try Self.form(try await browser.get(Self.week), level: "3", why: why)
            let refused = try await browser.post(Self.week, form)
            #expect(refused.status == 400 && refused.text.contains("<h1>"))
            #expect(try Self.assessment(world) == nil)
            let long = try Self.form(
                try await browser.get(Self.week),
                level: "3",
                why: String(why.prefix(5_000))
            )
            #expect(try await browser.post(Self.week, long).status == 422)
            #expect(try Self.assessment(world) == nil)
        }
    }

    @Test func `nobody of another space imports or sees any of it`() async throws {
        try await ReviewWorld.with { world in
            var police = try await world.server.browser(of: "ek-03", in: ["hv-police"])
            for path in ["week", "year", "statistics"] {
                #expect(try await police.get("/spaces/hv-shared/\(path)").status == 404)
            }
            let table = try CSVTable(Data("namn\nGrimsta".utf8))
            let mapping = try ImportMapping(
                Data(#"{"records": [{"kind": "area", "fields": {"name": "{namn}"}}]}"#.utf8)
            )
            #expect(throws: ServerError.personMayNotWrite("ek-03")) {
                try world.server.administration.importTable(
                    table,
                    by: mapping,
                    space: "hv-shared",
                    as: "ek-03"
                )
            }
        }
    }
}
