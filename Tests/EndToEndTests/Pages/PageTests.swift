import Foundation
import Subprocess
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
            let texts = ["Trasig lampa", "<script>alert(1)</script>", "Skräp vid porten"]
            let first = try await world.laptop("falk-01", texts)
            let second = try await world.laptop("falk-02")
            let list = try await first("list observation --json").output.split(separator: "\n")
            let ids = list.filter { !$0.contains("Skräp") }
                .compactMap { $0.firstMatch(of: /"id":"([0-9a-f-]{36})"/).map { String($0.1) } }
            let litter = try #require(
                list.first { $0.contains("Skräp") }?.firstMatch(of: /"id":"([0-9a-f-]{36})"/)
            ).1
            #expect(try await first("edit \(litter) description=\"Skräp vid båda portarna\"").status == 0)
            #expect(try await second("withdraw \(litter)").status == 0)
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
                    "language": language, "pseudonym": "lind-02", "contested": String(litter),
                    "link": try await world.link(for: "lind-02"), "password": "tolv tecken eller fler",
                ]
            )
            #expect(try await first("sync").status == 0)
            #expect(try await first("conflicts --json").output.isEmpty)
            let records = try await first("list observation --json").output
            #expect(records.contains(#""status":"remedied""#), "\(records)")
            #expect(records.contains("Skräp vid båda portarna"), "\(records)")
            #expect(records.contains(#""approval":"approved""#), "\(records)")
        }
    }

    @Test(arguments: ["sv", "en"])
    func `a reviewer's morning, and the laptop gets the question and gives the answer`(
        language: String
    ) async throws {
        try await PagesWorld.with { world in
            let photo = world.server.folder + "/lampa.png"
            try Data(PagesWorld.picture).write(to: URL(filePath: photo))
            let first = try await world.laptop(
                "falk-01",
                doing: [
                    "record --from \(PagesWorld.areas)",
                    "observe lighting \"Trasig lampa vid tunnelbanan\" --position \"59.367, 17.843\" "
                        + "--photo \(photo)",
                ]
            )
            _ = try await world.laptop(
                "falk-02",
                doing: ["observe lighting \"Lampan vid tunnelbanan\" --position \"59.367, 17.8432\""]
            )
            let link = try await world.link(for: "lind-02")
            try await world.importBoundary(as: "lind-02")
            try await world.play(
                "morning",
                [
                    "language": language, "pseudonym": "lind-02", "link": link,
                    "password": "tolv tecken eller fler",
                ]
            )
            #expect(try await first("sync").status == 0)
            let tasks = try await first("tasks --all")
            #expect(tasks.output.contains("Vilken lampa?"), "\(tasks.output)")
            let id = try #require(tasks.output.firstMatch(of: /field answer ([0-9a-f]+)/)).1
            let answered = try await first("answer \(id) \"Den närmast uppgången\"")
            #expect(answered.status == 0, "\(answered.errors)")
            #expect(try await first("sync").status == 0)
            #expect(try await !first("tasks --all").output.contains("field answer \(id)"))
            #expect(try await first("answer 00000000 \"x\"").status != 0)
        }
    }

    @Test(arguments: ["sv", "en"])
    func `an administrator invites, adds, shuts out and reads the audit log`(language: String) async throws {
        try await PagesWorld.with { world in
            _ = try await world.laptop("falk-01", ["Trasig lampa"])
            let link = try await world.link(for: "adm-01", role: "administrator")
            try await world.play(
                "administer",
                ["language": language, "link": link, "password": "tolv tecken eller fler"]
            )
            let audit = try await world.server.command("audit", "check")
            #expect(audit.status == 0, "\(audit.errors)")
            let list = try await world.server.command("audit", "list", "--json")
            #expect(list.output.contains("person disable ek-03"), "\(list.output)")
        }
    }

    @Test(arguments: ["sv", "en"])
    func `a person signs in through a real provider, and what was typed when the session ended is sent on`(
        language: String
    ) async throws {
        try await PagesWorld.with { world in
            let redirect = world.address + "/sign-in/city/answer"
            try await RealProvider.with(in: world.server.folder, redirect: redirect) { provider in
                _ = try await world.link(for: "lind-02")
                let set = try await world.server.command([
                    "openid", "set", "--issuer", provider.address, "--client", "faltbild", "--secret-file",
                    provider.secretFile, "--claim", "preferred_username", "--url", world.address,
                ])
                #expect(set.status == 0 && set.output.contains(redirect), "\(set.output)\(set.errors)")
                let words = ["person", "identify", "lind-02", "--identity", "asa.lind"]
                #expect(try await world.server.command(words).status == 0)
                try await world.play("city", ["language": language])
                let audit = try await world.server.command("audit", "list", "--json")
                #expect(audit.output.contains("signed_in"), "\(audit.output)")
            }
        }
    }

    @Test(arguments: ["sv", "en"])
    func `a weekly meeting decides by keyboard on what two laptops have brought, beside the year's figures`(
        language: String
    ) async throws {
        try await PagesWorld.with { world in
            let tables = ["weekly_levels_2024": "weekly_levels", "compstat_jan_oct": "compstat"]
                .merging(["tycktill_reports": "tycktill"]) { $1 }
            let folder = PagesWorld.examples
            let imports = tables.sorted { $0.key < $1.key }.map { table, mapping in
                "import \(folder)/\(table).csv --mapping \(folder)/\(mapping).mapping.json"
            }
            let first = try await world.laptop(
                "falk-01",
                doing: ["record --from \(PagesWorld.areas)"] + imports
                    + (0..<6).map { "observe noise \"Musik \($0)\" --position \"59.3670, 17.843\($0)\"" }
            )
            let second = try await world.laptop("falk-02", doing: [])
            for (laptop, level) in [(first, "4"), (second, "3")] {
                let run = try await laptop("week set Grimsta 2024-W21 \(level)")
                #expect(run.status == 0, "\(run.errors)")
            }
            for laptop in [first, second] { #expect(try await laptop("sync").status == 0) }
            try await world.play(
                "meeting",
                [
                    "language": language, "link": try await world.link(for: "lind-02"),
                    "password": "tolv tecken eller fler",
                ]
            )
        }
    }

    @Test func `a geographic program reads every record as a live layer, page by page`() async throws {
        try await PagesWorld.with { world in
            _ = try await world.laptop(
                "falk-01",
                doing: (0..<25).map {
                    "observe lighting \"Lampa åäö \($0)\" --position \"59.36\($0 + 10), 17.843\""
                }
            )
            let token = try await world.token("qgis")
            let address = try await world.features
            func run(_ program: String, _ arguments: [String]) async throws -> ProgramRun {
                try await runProgram(
                    program,
                    arguments,
                    environment: [
                        "GDAL_HTTP_HEADERS": "Authorization: Bearer \(token)",
                        // The server's own authority, which devices trust through the one-time code.
                        "GDAL_HTTP_UNSAFESSL": "YES",
                    ],
                    in: world.server.folder
                )
            }
            let layers = try await run("/usr/bin/ogrinfo", [address])
            #expect(layers.status == 0 && layers.output.contains("observation"), "\(layers.errors)")
            #expect(!layers.output.contains("ERROR"), "\(layers.output)")
            let file = world.server.folder + "/lager.gpkg"
            let copied = try await run(
                "/usr/bin/ogr2ogr",
                ["-f", "GPKG", file, address, "observation", "-oo", "PAGE_SIZE=10"]
            )
            #expect(copied.status == 0, "\(copied.output)\(copied.errors)")
            let read = try await run("/usr/bin/ogrinfo", ["-al", file])
            #expect(read.output.contains("Feature Count: 25"), "\(read.output)")
            #expect(read.output.contains("Lampa åäö 24") && read.output.contains("POINT (17.843 59.3634)"))
            let box = try await run(
                "/usr/bin/ogrinfo",
                ["-so", "-spat", "17", "59.3609", "18", "59.36195", address, "observation"]
            )
            #expect(box.output.contains("Feature Count: 10"), "\(box.output)")
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
            #expect(run.output.contains("Tested: 22"), "\(run.output)")
        }
    }
}
