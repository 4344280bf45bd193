import FieldModel
import Foundation
import TestSupport
import Testing

extension FieldProgramTests {
    /// Erasing for good, with the built programs.
    @Suite(.serialized) struct RedactionTests {
        @Test func `an erased value is in no file of the server and of two laptops, and the history tells`()
            async throws
        {
            let world = try #require(FieldWorld.current)
            let (anna, bo) = try await pair()
            let canary = "kanariefågel-\(UUID().uuidString.prefix(8))"
            let id = try #require(
                try await anna("observe klotter \"\(canary)\" --tag \(canary) --json").objects.first?.shortID
            )
            #expect(try await anna("edit \(id) status=reported").status == 0)
            try await sync(anna, bo)
            #expect(try await bo("list --text \(canary) --json").objects.count == 1)
            let folders = [world.server.folder, anna.home, bo.home]
            for folder in folders { #expect(try !files(in: folder, holding: canary).isEmpty) }

            let run = try await anna("redact \(id) description --ground \"OSL 21:1\" --everywhere --yes")
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains(canary))
            try await sync(bo)
            for folder in folders { #expect(try files(in: folder, holding: canary) == [], "\(folder)") }

            for laptop in [anna, bo] {
                let shown = try await laptop("show \(id)")
                #expect(shown.output.contains("(redacted)"))
                #expect(shown.output.contains("reported"))
                let record = try #require(try await laptop("show \(id) --json").objects.first)
                #expect(record["redacted"] == .array([.string("description"), .string("tags")]))
                let history = try await laptop("show \(id) --history --lang sv")
                #expect(history.output.contains("(raderat)"))
                #expect(history.output.contains(/raderat 20\d\d-\d\d-\d\d \d\d:\d\d: OSL 21:1/))
                let entry = try #require(try await laptop("show \(id) --history --json").objects.first)
                #expect(entry.object("redaction").text("ground") == "OSL 21:1")
                #expect(try await laptop("list --text \(canary) --json").output.isEmpty)
                #expect(try await laptop("doctor").status == 0)
            }
        }

        @Test func `what is asked for is shown first with the other places, and nothing goes without a yes`()
            async throws
        {
            let (anna, bo) = try await pair()
            let text = "Samma text \(UUID().uuidString.prefix(8))"
            var ids: [String] = []
            for _ in 0..<2 {
                ids.append(
                    try #require(try await anna("observe klotter \"\(text)\" --json").objects.first?.shortID)
                )
            }
            let asked = try await anna("redact \(ids[0]) beskrivning --ground OSL --lang sv")
            #expect(asked.status == 1)
            #expect(asked.output.contains("KVAR"), "\(asked.output)")
            #expect(asked.output.contains(ids[1]))
            #expect(asked.errors.contains("Inget raderades"))
            let refused = try await anna.inTerminal(
                "redact \(ids[0]) description --ground OSL --lang sv",
                columns: 200,
                steps: [.init(after: "[ja/nej]", type: "nej\n")]
            )
            #expect(refused.status == 1, "\(refused.output)")
            try await sync(bo)
            #expect(try await bo("list --text \"\(text)\" --json").objects.count == 2)
            let confirmed = try await anna.inTerminal(
                "redact \(ids[0]) description --ground OSL --lang sv",
                columns: 200,
                steps: [.init(after: "[ja/nej]", type: "ja\n")]
            )
            #expect(confirmed.status == 0, "\(confirmed.output)")
            try await sync(bo)
            #expect(try await bo("list --text \"\(text)\" --json").objects.map(\.shortID) == [ids[1]])
            let again = try await anna("redact \(ids[0]) description --ground OSL --yes")
            #expect(again.status == 1)
            #expect(again.errors.contains("Redacted already"))
        }

        @Test func `a recorder is refused, and a slip or a missing server is told in words`() async throws {
            let world = try #require(FieldWorld.current)
            let recorder = try await world.enrolled("falk-\(UUID().uuidString.prefix(6))", role: "recorder")
            let id = try #require(try await recorder("observe noise Buller --json").objects.first?.shortID)
            let run = try await recorder("redact \(id) description --ground OSL --yes --lang sv")
            #expect(run.status == 1)
            #expect(run.errors.contains("tillåter inte"), "\(run.errors)")
            #expect(try await recorder("show \(id) --json").output.contains("Buller"))
            let slip = try await recorder("redact \(id) descripton --ground OSL --yes")
            #expect(slip.status == 2)
            #expect(slip.errors.contains("description"))
            #expect(try await recorder("redact \(id) description --yes").status == 64)
            let offline = try FieldWorld.laptop()
            try replaceAddress(in: offline)
            let apart = try await offline("redact Bräckefaret concerns --ground OSL --yes")
            #expect(apart.status == 4, "\(apart.output)\(apart.errors)")
        }

        @Test func `as JSON the answer has the members that CommandLine.md names`() async throws {
            let (anna, _) = try await pair()
            let id = try #require(try await anna("observe noise Buller --json").objects.first?.shortID)
            let run = try await anna("redact \(id) description --ground OSL --yes --json")
            #expect(run.status == 0, "\(run.errors)")
            let objects = try run.objects
            #expect(objects.count == 2)
            let members: Set = [
                "preview", "kind", "id", "field", "ground", "whole_change", "everywhere", "values", "changes",
                "elsewhere", "elsewhere_count", "elsewhere_more", "redacted_changes",
            ]
            #expect(Set(try #require(objects.first).keys) == members)
            #expect(objects.first?.number("redacted_changes") == 1)
            #expect(objects.last?["complete"] == .bool(true))
        }

        @Test func `what was said once more when another value went is erased from there, too`() async throws
        {
            let world = try #require(FieldWorld.current)
            let (anna, bo) = try await pair()
            let tag = "taggen-\(UUID().uuidString.prefix(8))"
            let id = try #require(
                try await anna("observe klotter Annat --tag \(tag) --json").objects.first?.shortID
            )
            try await sync(anna, bo)
            #expect(try await anna("redact \(id) description --ground OSL --yes").status == 0)
            try await sync(bo)
            #expect(try await bo("show \(id)").output.contains(tag))
            #expect(try files(in: world.server.folder, holding: tag).contains { $0.hasPrefix("keys/") })
            #expect(try await bo("redact \(id) tags --ground OSL --yes").status == 0)
            try await sync(anna)
            for folder in [world.server.folder, anna.home, bo.home] {
                #expect(try files(in: folder, holding: tag) == [], "\(folder)")
            }
            for laptop in [anna, bo] { #expect(try await laptop("doctor").status == 0) }
        }

        @Test func `what is held back of a revoked device is told by the history`() async throws {
            let world = try #require(FieldWorld.current)
            let (anna, _) = try await pair()
            let bo = try await world.enrolled("slut-07")
            let id = try #require(try await bo("observe noise Buller --json").objects.first?.shortID)
            try await sync(bo)
            #expect(try await world.server.command("revoke", "slut-07").status == 0)
            #expect(try await bo("edit \(id) status=reported").status == 0)
            #expect(try await bo("sync").status != 0)
            try await sync(anna)
            let fields = try #require(try await anna("show \(id) --json").objects.first).object("fields")
            #expect(fields.text("status") != "reported")
            let history = try await anna("show \(id) --history")
            #expect(history.output.contains("held back"), "\(history.output)")
            let entry = try #require(try await anna("show \(id) --history --json").objects.last)
            #expect(entry["held_back"] == .array([.string("status")]))
        }

        private func pair() async throws -> (FieldProgram, FieldProgram) {
            let world = try #require(FieldWorld.current)
            return (
                try await world.enrolled("falk-\(UUID().uuidString.prefix(6))"),
                try await world.enrolled("lo-\(UUID().uuidString.prefix(6))")
            )
        }

        private func sync(_ laptops: FieldProgram...) async throws {
            for laptop in laptops {
                let run = try await laptop("sync --json")
                #expect(run.status == 0, "\(run.output)\(run.errors)")
            }
        }

        /// Nobody listens at the discard port.
        private func replaceAddress(in laptop: FieldProgram) throws {
            let path = laptop.home + "/enrolments.json"
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let away = text.replacing(/https:[^"]*/, with: "https:\\/\\/localhost:9")
            try away.write(toFile: path, atomically: true, encoding: .utf8)
            #expect(chmod(path, 0o600) == 0)
        }
    }
}

/// The files of a folder, and of those in it, that hold a text in UTF-8; a laptop's folder that lies in the
/// server's counts for itself.
func files(in folder: String, holding text: String) throws -> [String] {
    let manager = FileManager.default
    return try manager.subpathsOfDirectory(atPath: folder).filter { name in
        guard !name.hasPrefix("laptops/") else { return false }
        guard let bytes = manager.contents(atPath: folder + "/" + name) else { return false }
        return bytes.range(of: Data(text.utf8)) != nil
    }
}
