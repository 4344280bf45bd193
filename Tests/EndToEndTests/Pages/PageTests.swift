import TestSupport
import Testing

/// The pages in a real browser, and the read interface under a real checker of its description.
@Suite(.serialized) struct PageTests {
    @Test(arguments: ["sv", "en"])
    func `a person goes from the link to signing out with the keyboard alone, and axe finds nothing`(
        language: String
    ) async throws {
        try await PagesWorld.with { world in
            try await world.play(
                "sign_in",
                [
                    "language": language, "pseudonym": "lind-02",
                    "link": try await world.link(for: "lind-02"), "password": "tolv tecken eller fler",
                ]
            )
        }
    }

    @Test(arguments: ["sv", "en"])
    func `a reviewer works the queue and settles conflicts with the keyboard, and a laptop gets it`(
        language: String
    ) async throws {
        try await PagesWorld.with { world in
            let first = try await world.laptop("falk-01", ["Trasig lampa", "<script>alert(1)</script>"])
            let second = try await world.laptop("falk-02")
            let list = try await first("list observation --json")
            let ids = list.output.matches(of: /"id":"([0-9a-f-]{36})"/).map { String($0.1) }
            for id in ids {
                for (laptop, status) in [(first, "reported"), (second, "in_progress")] {
                    let run = try await laptop("edit \(id) status=\(status)")
                    #expect(run.status == 0, "\(run.errors)")
                }
            }
            for laptop in [first, second] { #expect(try await laptop("sync").status == 0) }
            try await world.play(
                "review",
                [
                    "language": language, "pseudonym": "lind-02",
                    "link": try await world.link(for: "lind-02"), "password": "tolv tecken eller fler",
                ]
            )
            #expect(try await first("sync").status == 0)
            #expect(try await first("conflicts --json").output.isEmpty)
            let records = try await first("list observation --json").output
            #expect(records.contains(#""status":"remedied""#), "\(records)")
            #expect(records.contains(#""approval":"approved""#), "\(records)")
        }
    }

    @Test func `the read interface is as its description says, whatever it is asked`() async throws {
        try await PagesWorld.with { world in
            _ = try await world.laptop(
                "falk-07",
                ["Trasig lampa vid Åkermyntan", "Mörkt i tunneln", "<b>Skräp</b>"]
            )
            let run = try await world.compareWithDescription(token: try await world.token("modell-1"))
            #expect(run.status == 0, "\(run.output)\(run.errors)")
            #expect(run.output.contains("Tested: 6"), "\(run.output)")
        }
    }
}
