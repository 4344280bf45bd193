import Foundation
import Subprocess
import TestSupport
import Testing

/// A built server that runs, and what a browser or a program asks of it.
struct PagesWorld: Sendable {
    let server: ServerProgram
    let address: String

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Runs a server with the space `hv-shared` until the body ends.
    static func with(_ body: (PagesWorld) async throws -> Void) async throws {
        try await ServerProgram.with { server in
            #expect(try await server.command("init").status == 0)
            #expect(try await server.command("space", "add", "hv-shared").status == 0)
            let status = try await server.serve { address in
                try await body(PagesWorld(server: server, address: address))
            }
            #expect(status == 0)
        }
    }

    /// The one-time link of a person, as the administrator's terminal shows it.
    func link(for pseudonym: String, role: String = "reviewer") async throws -> String {
        let run = try await server.command(
            "person",
            "add",
            pseudonym,
            "--space",
            "hv-shared",
            "--role",
            role,
            "--url",
            address
        )
        let link = try #require(run.output.firstMatch(of: /https:\/\/\S+\/welcome\/\S+/), "\(run.errors)")
        return String(link.output)
    }

    /// Where a geographic program finds the space.
    var features: String {
        get async throws {
            let run = try await server.command("space", "list", "--json")
            let id = try #require(run.output.firstMatch(of: /"id":"([0-9a-f]{32})"/), "\(run.output)").1
            return "OAPIF:\(address)/v1/spaces/\(id)/features"
        }
    }

    static let examples = root.appending(path: "Examples/hasselby-vallingby").path

    /// The areas of the reference data, as `field record --from` reads them.
    static let areas = examples + "/areas.jsonl"

    /// The boundary of one of them, made up.
    static let boundary =
        #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"namn":"Hässelby gård"},"#
        + #""geometry":{"type":"Polygon","coordinates":[[[17.833,59.362],[17.851,59.361],[17.855,59.368],"#
        + #"[17.846,59.372],[17.834,59.37],[17.833,59.362]]]}}]}"#

    /// Gives an area its boundary, which a second time changes nothing.
    func importBoundary(as pseudonym: String) async throws {
        let file = server.folder + "/areas.geojson"
        try Data(Self.boundary.utf8).write(to: URL(filePath: file))
        for word in ["1 changed: Hässelby gård", "1 unchanged: Hässelby gård"] {
            let run = try await server.command(
                "areas",
                "import",
                file,
                "--space",
                "hv-shared",
                "--as",
                pseudonym
            )
            #expect(run.output.contains(word), "\(run.output)\(run.errors)")
        }
    }

    /// A PNG of one pixel.
    static let picture = Array(
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
                + "gg=="
        ) ?? Data()
    )

    /// A program's token.
    func token(_ name: String) async throws -> String {
        let run = try await server.command("token", "add", name, "--space", "hv-shared")
        return run.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A laptop that has synced some observations of broken lights.
    func laptop(_ pseudonym: String, _ observations: [String] = []) async throws -> FieldProgram {
        try await laptop(pseudonym, doing: observations.map { "observe lighting \"\($0)\"" })
    }

    /// A laptop on which some commands were given before it synced.
    func laptop(_ pseudonym: String, doing commands: [String]) async throws -> FieldProgram {
        let invitation = try await server.command(
            "invite",
            "--pseudonym",
            pseudonym,
            "--space",
            "hv-shared",
            "--role",
            "reviewer"
        )
        let code = try #require(invitation.output.firstMatch(of: /([0-9A-Z]{4}-){7}[0-9A-Z]{4}/))
        let laptop = FieldProgram(home: server.folder + "/laptop-" + pseudonym)
        let enrolled = try await laptop("enroll \(address)", input: String(code.output.0))
        #expect(enrolled.status == 0, "\(enrolled.errors)")
        for command in commands {
            let run = try await laptop(command)
            #expect(run.status == 0, "\(run.errors)")
        }
        let synced = try await laptop("sync")
        #expect(synced.status == 0, "\(synced.errors)")
        return laptop
    }

    /// Has a real browser play a scenario of browser.py.
    func play(_ scenario: String, _ given: [String: String]) async throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let axe = try TestTools.path("lib/python3.*/site-packages/axe_playwright_python/axe.min.js")
        let screenshots = Self.root.appending(path: ".build-screenshots").path
        let run = try await runPython(
            [folder.appending(path: "browser.py").path, scenario, address, screenshots, axe],
            input: String(decoding: try JSONEncoder().encode(given), as: UTF8.self)
        )
        #expect(run.status == 0, "\(run.output)\(run.errors)")
    }

    /// Has schemathesis compare the server with the description that it gives of itself.
    func compareWithDescription(token: String) async throws -> ProgramRun {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        return try await runProgram(
            try TestTools.path("bin/st"),
            [
                "--config-file", folder.appending(path: "schemathesis.toml").path, "run",
                address + "/v1/openapi.json", "--header", "Authorization: Bearer \(token)",
            ],
            environment: ["PYTHONUTF8": "1", "HOME": "\(server.folder)"],
            in: server.folder
        )
    }
}
