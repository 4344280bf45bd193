import FieldModel
import Foundation
import SyncCore
import Testing

@testable import SyncServer

/// Duplicates, map, tables, new records and files.
@Suite struct SpacePageTests {
    private static let duplicates = "/spaces/hv-shared/duplicates"

    /// Every page of a space, with what is in it.
    static let pages =
        [
            "queue", "duplicates", "map", "map/features", "week", "year", "statistics", "settlements",
            "places", "actions", "records.csv",
        ]
        .map { "/spaces/hv-shared/" + $0 } + ["/spaces/hv-shared/records.geojson"]
        + [
            ReviewWorld.area, ReviewWorld.place, ReviewWorld.observation, ReviewWorld.settlement,
            ReviewWorld.check, ReviewWorld.action, ReviewWorld.cleanup,
        ].map(ReviewWorld.path)

    @Test func `what looks like markup stands as text on every page`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02", as: .administrator)
            for path in Self.pages + ["/", "/administration", "/administration/audit"] {
                let page = try await browser.get(path)
                #expect(page.status == 200, "\(path)")
                guard page.head["content-type"]?.hasPrefix("text/html") == true else { continue }
                #expect(!page.text.contains("<script>") && !page.text.contains("<img onerror"), "\(path)")
                #expect(!page.text.contains("\"><img"), "\(path)")
            }
            let page = try await browser.get(ReviewWorld.path(ReviewWorld.place)).text
            #expect(page.contains("&lt;script&gt;") && page.contains("{{words}}"))
        }
    }

    @Test func `every page of a space is there for its people alone`() async throws {
        try await ReviewWorld.with { world in
            var analyst = try await world.server.browser(of: "ek-03", as: .analyst)
            var police = try await world.server.browser(of: "po-01", in: ["hv-police"], as: .administrator)
            var stranger = TestBrowser(world.server)
            for path in Self.pages {
                #expect(try await analyst.get(path).status == 200, "\(path)")
                let foreign = path.replacing("hv-shared", with: "hv-police")
                #expect(try await police.get(path).status == 404, "\(path)")
                if path.contains("/records/") {
                    #expect(try await police.get(foreign).status == 404, "\(foreign)")
                }
                #expect(try await stranger.get(path).status == 303, "\(path)")
            }
        }
    }

    @Test(arguments: Role.allCases)
    func `each role sees every page of its space, and the forms that it may send`(role: Role) async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "ek-03", as: role)
            for path in Self.pages {
                #expect(try await browser.get(path).status == 200, "\(path)")
            }
            let rights = role.rights ?? []
            let record = ReviewWorld.path(ReviewWorld.observation)
            let page = try await browser.get(record).text
            for (form, right) in [
                ("field", Rights.write), ("set", .write), ("question", .write), ("withdrawal", .write),
                ("approval", .review), ("assignment", .review),
            ] {
                #expect(page.contains("\(record)/\(form)\"") == rights.contains(right), "\(form)")
            }
            let mayReview = rights.contains(.review)
            #expect(page.contains(record + "/redaction") == mayReview)
            #expect(try await browser.get(record + "/redaction").status == (mayReview ? 200 : 404))
            let mayWrite = rights.contains(.write)
            #expect(
                try await browser.get("/spaces/hv-shared/new/action").status == (mayWrite ? 200 : 404)
            )
            #expect(try await browser.get(Self.duplicates).text.contains("name=\"shown\"") == mayWrite)
            let mayAdminister = rights.contains(.administer)
            #expect(try await browser.get("/administration").status == (mayAdminister ? 200 : 404))
            // What a role may not is refused, whatever form it sends.
            let token = try #require(try await browser.get("/").hidden("form_token"))
            let seen = Seen.text(of: nil)
            let form = ["form_token": token, "approval": "approved", "seen": seen]
            #expect(try await browser.post(record + "/approval", form).status == (mayReview ? 303 : 403))
            let value = ["form_token": token, "field": "responsible", "value": "SL", "seen": seen]
            #expect(try await browser.post(record + "/field", value).status == (mayWrite ? 303 : 403))
        }
    }

    @Test func `no form of a space writes for who may not`() async throws {
        try await ReviewWorld.with { world in
            var analyst = try await world.server.browser(of: "ek-03", as: .analyst)
            var police = try await world.server.browser(of: "po-01", in: ["hv-police"], as: .administrator)
            let token = try #require(try await analyst.get("/").hidden("form_token"))
            let record = ReviewWorld.path(ReviewWorld.observation)
            let before = try world.view(ReviewWorld.observation)
            let seen = Seen.text(of: before)
            for (path, fields) in [
                (record + "/field", ["field": "description", "value": "x", "seen": seen]),
                (record + "/set", ["field": "tags", "seen": "", "add": "x"]),
                (record + "/assignment", ["assignee": "x", "due": "", "seen": seen]),
                (record + "/question", ["text": "x", "id": ReviewWorld.twin.id.uuidString]),
                (record + "/undo", ["seen": seen]),
                (record + "/redaction", ["field": "description", "what": "redact", "ground": "x"]),
                ("/spaces/hv-shared/new/place", ["name": "x", "area": ReviewWorld.area.id.uuidString]),
                (
                    Self.duplicates,
                    [
                        "first": ReviewWorld.observation.text,
                        "second": ReviewWorld.twin.text, "id": ReviewWorld.twin.id.uuidString,
                    ]
                ),
                (
                    "/spaces/hv-shared/week",
                    [
                        "week": "2024-W46", "state": "decided",
                        "level-\(ReviewWorld.area.id.uuidString)": "5",
                    ]
                ),
                ("/administration/people", ["pseudonym": "x", "space": "hv-shared", "role": "reviewer"]),
            ] {
                var form = fields
                let forged = try await analyst.post(path, form)
                #expect(forged.status == 403 || forged.status == 404, "\(path) without a token")
                form["form_token"] = token
                let answer = try await analyst.post(path, form)
                #expect(answer.status == 403 || answer.status == 404, "\(path)")
                let foreign = path.replacing("hv-shared", with: "hv-police")
                form["form_token"] = try await police.get("/").hidden("form_token")
                if path.hasPrefix("/spaces") {
                    #expect(try await police.post(path, form).status == 404, "\(path)")
                    if path.contains("/records/") {
                        #expect(try await police.post(foreign, form).status == 404, "\(foreign)")
                    }
                }
            }
            #expect(try world.view(ReviewWorld.observation) == before)
        }
    }

    @Test func `two reports of one thing are linked, counted once, and parted again`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            var page = try await browser.get(Self.duplicates)
            var form = try ReviewWorld.fields(of: page, to: Self.duplicates)
            form["shown"] = ReviewWorld.twin.text
            #expect(try await browser.post(Self.duplicates, form).location?.hasSuffix("told=linked") == true)
            #expect(try await browser.post(Self.duplicates, form).location?.hasSuffix("unchanged") == true)
            page = try await browser.get(Self.duplicates)
            #expect(!page.text.contains(ReviewWorld.path(ReviewWorld.twin)))
            let record = try await browser.get(ReviewWorld.path(ReviewWorld.observation))
            let unlink = Self.duplicates + "/unlink"
            let parting = try ReviewWorld.fields(of: record, to: unlink)
            #expect(parting["then"] == ReviewWorld.path(ReviewWorld.observation))
            let answer = try await browser.post(unlink, parting)
            #expect(answer.location == ReviewWorld.path(ReviewWorld.observation) + "?told=unlinked")
            #expect(
                try await browser.post(unlink, parting).location == answer.location,
                "sent twice, done once"
            )
            page = try await browser.get(Self.duplicates)
            #expect(!page.text.contains(ReviewWorld.path(ReviewWorld.twin)), "it is not asked again")
            var query = RecordQuery()
            query.kinds = [.link]
            query.includesWithdrawn = true
            let replica = world.server.administration.host.replica
            let links = try replica.records(matching: query, in: world.space).records
            #expect(links.count == 1 && links[0].isWithdrawn, "nothing is deleted")
        }
    }

    @Test func `what is not the same is not suggested again`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let form = try ReviewWorld.fields(of: try await browser.get(Self.duplicates), to: Self.duplicates)
            #expect(try await browser.post(Self.duplicates, form).location?.hasSuffix("notSame") == true)
            let page = try await browser.get(Self.duplicates).text
            #expect(!page.contains(ReviewWorld.path(ReviewWorld.twin)))
            let other = ["form_token": form["form_token"] ?? "", "first": "fel/1", "second": "x", "id": "x"]
            #expect(try await browser.post(Self.duplicates, other).status == 422)
        }
    }

    @Test func `the map draws what the list beside it says`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let map = try await browser.get("/spaces/hv-shared/map?kind=observation")
            #expect(map.text.contains("data-source=\"/spaces/hv-shared/map/features?kind=observation\""))
            #expect(map.text.contains(ReviewWorld.path(ReviewWorld.observation)))
            #expect(!map.text.contains("Schematisk"))
            let source = try await browser.get("/spaces/hv-shared/map/features?kind=observation").text
            let document = try JSONValue(line: source)
            #expect(document["points"]?.elements.count == 2)
            let area = try #require(document["areas"]?.elements.first)
            #expect(area["properties"]?["name"] == .string("Hässelby gård"))
            #expect(area["properties"]?["count"] == .number(2))
            let policy = try #require(map.head["content-security-policy"])
            #expect(policy.contains("img-src 'self' data:;"), "no other host is asked")
        }
    }

    @Test func `settlements, places and actions say what is overdue and whose turn it is`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let settlements = try await browser.get("/spaces/hv-shared/settlements").text
            for text in ["Försenad", "40 dagar", "12500", "handräckning", "bekräftad"] {
                #expect(settlements.contains(text), "\(text)")
            }
            let places = try await browser.get("/spaces/hv-shared/places").text
            #expect(places.contains("Hässelby gård") && !places.contains("Utan känt område"))
            try await world.first.enter([RecordEdit(record: ReviewWorld.area, edits: [.withdraw])])
            let left = try await browser.get("/spaces/hv-shared/places").text
            #expect(left.contains("Utan känt område") && left.contains(ReviewWorld.path(ReviewWorld.place)))
            let actions = try await browser.get("/spaces/hv-shared/actions").text
            #expect(actions.contains("otrygga och brottsutsatta platser") && actions.contains("Försenad"))
            let settlement = try await browser.get(ReviewWorld.path(ReviewWorld.settlement)).text
            #expect(settlement.contains("bosättningskontroll (1)") && settlement.contains("sanering (1)"))
        }
    }

    @Test func `a record is entered in the browser, and what cannot be taken stands in its fields again`()
        async throws
    {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let path = "/spaces/hv-shared/new/action"
            var form = try ReviewWorld.fields(of: try await browser.get(path), to: path)
            form["responsible"] = "Trafikkontoret"
            form["due_on"] = "snart"
            let refused = try await browser.post(path, form)
            #expect(refused.status == 422)
            #expect(
                refused.text.contains("value=\"Trafikkontoret\"") && refused.text.contains("value=\"snart\"")
            )
            form["title"] = "Byt lampor"
            form["due_on"] = "2030-03-01"
            form["priority_area"] = "unsafe_places"
            let answer = try await browser.post(path, form)
            #expect(answer.status == 303)
            let location = try #require(answer.location)
            let again = try await browser.post(path, form).location
            #expect(
                again == location.replacing("told=entered", with: "told=unchanged"),
                "sent twice, it is one"
            )
            let record = try await browser.get(location)
            #expect(record.text.contains("Byt lampor") && record.text.contains("lind-02"))
            let place = "/spaces/hv-shared/new/place"
            var square = try ReviewWorld.fields(of: try await browser.get(place), to: place)
            square["name"] = "Torget"
            square["area"] = ReviewWorld.area.id.uuidString
            square["concerns"] = "dumping"
            let first = try await browser.post(place, square).location
            #expect(try await browser.post(place, square).location == first, "sent twice, it is one place")
            for kind in ["link", "question", "fel"] {
                #expect(try await browser.get("/spaces/hv-shared/new/" + kind).status == 404)
            }
        }
    }

    @Test func `a file holds what the filter shows, safe for a spreadsheet`() async throws {
        try await ReviewWorld.with { world in
            let now = Stockholm.instant(atMilliseconds: world.server.clock.now)
            try await world.second.enter([
                ReviewWorld.observation(ReviewWorld.twin, "=HYPERLINK(\"x\"), \"åäö\"", at: now)
            ])
            var browser = try await world.server.browser(of: "lind-02")
            let file = try await browser.get("/spaces/hv-shared/records.csv?kind=observation")
            #expect(file.head["content-disposition"]?.contains(".csv") == true)
            let lines = file.text.split(separator: "\r\n")
            #expect(lines.count == 3)
            #expect(lines[0].hasPrefix("\u{FEFF}kind,id,area_lies_in,latitude,longitude,"))
            #expect(file.text.contains("\"'=HYPERLINK(\"\"x\"\"), \"\"åäö\"\"\""))
            #expect(file.text.contains("Hässelby gård,59.367"))
            let geo = try JSONValue(
                line: try await browser.get("/spaces/hv-shared/records.geojson?kind=observation").text
            )
            let feature = try #require(geo["features"]?.elements.first)
            #expect(geo["features"]?.elements.count == 2)
            #expect(feature["geometry"]?["type"] == .string("Point"))
            #expect(feature["properties"]?["area_lies_in"] == .string("Hässelby gård"))
            #expect(feature["properties"]?["category"] == .string("lighting"))
        }
    }
}
