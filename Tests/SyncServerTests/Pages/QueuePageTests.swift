import FieldModel
import SyncCore
import Testing

@testable import SyncServer

/// The review queue: what it shows, and what is done with many records at once.
@Suite struct QueuePageTests {
    private static let queue = ReviewWorld.queue
    private static let path = ReviewWorld.path(ReviewWorld.observation)

    @Test func `a filter in the address shows what meets it, and nothing else`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let today = Stockholm.date(of: Stockholm.instant(atMilliseconds: world.server.clock.now)).iso8601
            for (query, isShown) in [
                ("kind=observation", true), ("kind=place", false), ("text=uppg%C3%A5ngen+trasig", true),
                ("text=UPPG%C3%85NGEN%20LAMPA", true), ("text=finns+inte", false), ("approval=none", true),
                ("approval=approved", false), ("area=\(ReviewWorld.area.id.uuidString)", true),
                ("area=\(ReviewWorld.place.id.uuidString)", false), ("from=\(today)&until=\(today)", true),
                ("until=2020-01-01", false), ("conflicts=1", false), ("assigned=ek-03", false),
                ("new=1", true),
            ] {
                let page = try await browser.get(Self.queue + "?" + query)
                #expect(page.status == 200 && page.text.contains(Self.path) == isShown, "\(query)")
                #expect(!page.text.contains("class=\"message bad\""), "\(query)")
            }
        }
    }

    @Test func `what a filter cannot mean is told and does not count`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let page = try await browser.get(
                Self.queue + "?kind=fel&area=%3Cb%3E&approval=fel&from=i&new=ja&after=fel"
            )
            #expect(page.status == 200 && page.text.contains(Self.path))
            #expect(page.text.contains("kind, area, approval, from, new"))
            let file = try await browser.get("/spaces/hv-shared/records.csv?kind=fel")
            #expect(file.status == 400, "a file that holds more than was asked for would go unnoticed")
        }
    }

    @Test func `paging shows each record once, also when one is written meanwhile`() async throws {
        try await ReviewWorld.with { world in
            let now = Stockholm.instant(atMilliseconds: world.server.clock.now)
            try await world.first.enter(
                (100..<220).map {
                    ReviewWorld.observation(ReviewWorld.record(.observation, $0), "n", at: now)
                }
            )
            var browser = try await world.server.browser(of: "lind-02")
            var address: String? = Self.queue + "?kind=observation"
            var shown: [String] = []
            while let page = address {
                let text = try await browser.get(page).text
                shown += text.matches(of: /name="record\[\]" value="observation\/([0-9a-f-]{36})/)
                    .map { String($0.1) }
                address = text.firstMatch(of: /rel="next" href="([^"]+)"/)
                    .map { String($0.1).replacing("&amp;", with: "&") }
                if shown.count == 50 {
                    let newer = ReviewWorld.record(.observation, 999)
                    try await world.first.enter([ReviewWorld.observation(newer, "ny", at: now)])
                }
            }
            #expect(shown.count == 122 && Set(shown).count == 122)
        }
    }

    @Test func `many are assigned at once, and the list of a person shows them`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            let page = try await browser.get(Self.queue + "?kind=observation")
            var form = try ReviewWorld.fields(of: page, to: Self.queue)
            form["record[]"] = Ticked(try world.view(ReviewWorld.observation)).text
            form["what"] = "assign"
            form["assignee"] = "ek-03"
            form["due"] = "2030-02-01"
            let answer = try await browser.post(Self.queue, form)
            #expect(answer.location == Self.queue + "?kind=observation&told=assigned")
            let view = try world.view(ReviewWorld.observation)
            #expect(view[Review.assignedTo] == "ek-03" && view[Review.dueOn]?.iso8601 == "2030-02-01")
            #expect(try await browser.get(Self.queue + "?assigned=ek-03").text.contains(Self.path))
            form["due"] = "snart"
            form["record[]"] = Ticked(view).text
            let refused = try await browser.post(Self.queue, form)
            #expect(refused.status == 422 && refused.text.contains("snart"))
            #expect(try world.view(ReviewWorld.observation) == view)
        }
    }

    @Test func `what has come is new until the person says that it has been seen`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02")
            var other = try await world.server.browser(of: "ek-03")
            let page = try await browser.get(Self.queue)
            let looked = "/spaces/hv-shared/looked"
            let form = try ReviewWorld.fields(of: page, to: looked)
            let twin = ReviewWorld.path(ReviewWorld.twin)
            let now = Stockholm.instant(atMilliseconds: world.server.clock.now)
            // What comes after the page was made is new all the same.
            try await world.second.enter([ReviewWorld.observation(ReviewWorld.twin, "Igen", at: now)])
            #expect(try await browser.post(looked, form).location == Self.queue + "?told=looked")
            let news = try await browser.get(Self.queue + "?new=1").text
            #expect(news.contains(twin) && !news.contains(Self.path))
            #expect(try await other.get(Self.queue + "?new=1").text.contains(Self.path))
            // What a person writes is no news to that person.
            let record = try await browser.get(Self.path)
            var approval = try ReviewWorld.fields(of: record, to: Self.path + "/approval")
            approval["approval"] = "approved"
            #expect(try await browser.post(Self.path + "/approval", approval).status == 303)
            #expect(try await !browser.get(Self.queue + "?new=1").text.contains(Self.path))
        }
    }

    @Test func `the start page counts what needs the person, and each count leads to it`() async throws {
        try await ReviewWorld.with { world in
            var browser = try await world.server.browser(of: "lind-02", as: .administrator)
            let page = try await browser.get("/")
            for (label, count) in [
                ("Öppna konflikter", "0"), ("Nytt sedan sist", "8"), ("Möjliga dubbletter", "1"),
                ("Försenade kontroller", "1"), ("Tilldelade mig", "0"), ("Obesvarade frågor", "0"),
                ("Datorer som inte hörts av på två veckor", "0"),
            ] {
                #expect(page.text.contains("aria-label=\"\(label): \(count)\""), "\(label)")
            }
            for match in page.text.matches(of: /<dd><a href="([^"]+)"/) {
                let path = String(match.1).replacing("&amp;", with: "&")
                #expect(try await browser.get(path).status == 200, "\(path)")
            }
        }
    }
}
