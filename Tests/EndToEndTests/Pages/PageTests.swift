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

    @Test func `the read interface is as its description says, whatever it is asked`() async throws {
        try await PagesWorld.with { world in
            _ = try await world.laptop(["Trasig lampa vid Åkermyntan", "Mörkt i tunneln", "<b>Skräp</b>"])
            let run = try await world.compareWithDescription(token: try await world.token("modell-1"))
            #expect(run.status == 0, "\(run.output)\(run.errors)")
            #expect(run.output.contains("Tested: 6"), "\(run.output)")
        }
    }
}
