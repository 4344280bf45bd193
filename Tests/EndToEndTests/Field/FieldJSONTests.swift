import FieldModel
import Foundation
import Subprocess
import TestSupport
import Testing

extension FieldProgramTests {
    /// What programs may rely on.
    @Suite(.serialized) struct JSONTests {
        @Test func `a record has the members that CommandLine.md names, in every command that prints one`()
            async throws
        {
            let field = try FieldWorld.laptop()
            let members: Set = [
                "changed_at", "conflicts", "created_at", "fields", "id", "kind", "settled", "withdrawn",
            ]
            let saved = try await field("observe belysning \"På väg åt öster\" --tag å --tag ö --json")
            let id = try #require(try saved.objects.first?.shortID)
            for line in ["edit \(id) status=reported", "show \(id)", "withdraw \(id)", "undo \(id)", "list"] {
                let run = try await field(line + " --json")
                #expect(run.status == 0, "\(run.errors)")
                let record = try #require(try run.objects.first { $0.shortID == id })
                #expect(Set(record.keys) == members, "\(line)")
                #expect(record.text("kind") == "observation")
                #expect(record["withdrawn"] == .bool(line.hasPrefix("withdraw")))
                #expect(record.object("fields").text("description") == "På väg åt öster")
                #expect(record.object("fields")["tags"] == .array([.string("å"), .string("ö")]))
            }
        }

        @Test func `histories, spaces, levels and checks have the members that CommandLine.md names`()
            async throws
        {
            let field = try FieldWorld.laptop()
            #expect(try await field("week set Grimsta 2024-W46 2 --json").status == 0)
            let expected: [(line: String, members: Set<String>)] = [
                (
                    "show Bräckefaret --history",
                    ["log", "number", "time", "arrived_at", "acknowledged", "pseudonym", "writes"]
                ),
                (
                    "status",
                    [
                        "space", "space_id", "pseudonym", "unsent_changes", "open_conflicts", "forked_logs",
                        "drafts", "state_digest",
                    ]
                ),
                (
                    "week show 2024-W46",
                    [
                        "area", "area_id", "iso_year", "iso_week", "proposed_level", "observed", "counts",
                        "events", "contested",
                    ]
                ),
                ("doctor", ["sound", "problems", "clock_lead_ms", "spaces"]),
            ]
            for (line, members) in expected {
                let run = try await field(line + " --json")
                #expect(run.status == 0, "\(run.errors)")
                #expect(run.errors.isEmpty)
                let objects = try run.objects
                #expect(!objects.isEmpty)
                for object in objects {
                    #expect(members.isSubset(of: object.keys), "\(line): \(object.keys.sorted())")
                }
            }
            let levels = try await field("week show 2024-W46 --json").objects
            let assessed = try #require(levels.first { $0.text("area") == "Grimsta" })
            #expect(assessed.number("level") == 2)
            #expect(assessed["conflict"] == .bool(false))
        }

        @Test func `what list prints, record --from takes in another home, and it is the same`() async throws
        {
            let field = try FieldWorld.laptop()
            let other = try FieldWorld.laptop()
            #expect(
                try await field("observe klotter \"Åtta meter\" --place Bräckefaret --tag öster").status == 0
            )
            #expect(try await field("settlement add --place Bräckefaret --status misstänkt").status == 0)
            #expect(try await field("settlement check Bräckefaret --waste 12,5 --no-police").status == 0)
            let printed = try await field("list --json --limit 1000").output
            let read = try await other("record --from -", input: printed)
            #expect(read.status == 0, "\(read.errors)")
            let own = Set(try await field("list --json").objects.map { $0.object("fields") })
            #expect(own == Set(try await other("list --json").objects.map { $0.object("fields") }))
        }

        @Test func `pages follow each other without a gap or a record twice`() async throws {
            let field = try FieldWorld.laptop()
            let all = try await field("list --json").objects.compactMap { $0.text("id") }
            var paged: [String] = []
            var cursor = ""
            for _ in 0..<all.count {
                let run = try await field("list --json --limit 3" + cursor)
                paged += try run.objects.compactMap { $0.text("id") }
                guard let mark = run.errors.firstMatch(of: /--cursor [0-9a-f]+/) else { break }
                cursor = " " + mark.output
            }
            #expect(paged == all)
        }

        @Test func `levels as CSV have one line an area and week`() async throws {
            let field = try FieldWorld.laptop()
            #expect(try await field("record --from -", input: Self.awkwardArea).status == 0)
            let run = try await field("week show --year 2024 --weeks 45-46 --csv")
            let lines = run.output.split(separator: "\n")
            #expect(lines.first == "iso_year,iso_week,area,level,observed,decided")
            #expect(lines.count == 1 + 2 * 4)
            #expect(lines.contains(#"2024,45,"Ö, ""norra""",1,no,"#))
        }

        @Test
        func
            `a survey's answers are imported on a laptop, the second time unchanged, with what was replaced`()
            async throws
        {
            let field = try FieldWorld.laptop()
            let folder = ExampleFiles.folder.deletingLastPathComponent().appending(path: "safety-survey").path
            let line = "import \(folder)/answers.csv --mapping \(folder)/answers.mapping.json --json"
            let first = try #require(try await field(line).objects.first)
            #expect(first.number("rows") == 160 && first.number("new") == 162)
            #expect(!first.object("aliases").keys.isEmpty)
            let second = try #require(try await field(line).objects.first)
            #expect(second.number("new") == 0 && second.number("unchanged") == 162)
            let answers = try await field("list enkätsvar --json --limit 200 --lang sv").objects
            #expect(answers.count == 160)
            #expect(answers.allSatisfy { $0.object("fields")["survey"] != nil })
        }

        @Test func `a laptop shows the weeks before, and tells what is decided from what is proposed`()
            async throws
        {
            let field = try FieldWorld.laptop()
            func did(_ line: String) async throws -> Bool { try await field(line).status == 0 }
            #expect(try await did("week set Vällingby 2024-W44 4 --state beslutad"))
            let incident = "incident brand --area Vällingby"
            #expect(try await did(incident + " --gravity allvarlig --at \"2024-11-06 12:00\""))
            let week = try await field("week show 2024-W46 --lang sv")
            let line = try #require(week.output.split(separator: "\n").first { $0.hasPrefix("Vällingby") })
            #expect(
                line.contains("······43"),
                "six weeks that nobody saw, one decided, one proposed: \(line)"
            )
            let matrix = try await field("week show --year 2024 --weeks 44-45 --lang sv").output
            #expect(matrix.contains("(3)") && matrix.contains("föreslagen, inte beslutad"))
            let decided = try await field("week show 2024-W44 --json").objects.first {
                $0.text("area") == "Vällingby"
            }
            #expect(decided?.number("level") == 4 && decided?["proposed_otherwise_now"] == .bool(false))
            // Before the first week there is no other.
            #expect(try await did("week show 0001-W01"))
            // Nobody had been there when it was decided, so that nothing was proposed.
            let shown = try await field("list veckobedömning --json").objects
            #expect(!shown.isEmpty && shown.allSatisfy { $0["fields"]?["proposed_level"] == nil })
            #expect(try await did(incident + " --gravity lindrig --at \"2024-10-30 12:00\""))
            let late = try await field("week show 2024-W44 --lang sv").output
            #expect(late.contains("beslutad, nu föreslås annat"), "\(late)")
        }

        private static let awkwardArea = #"{"kind":"area","fields":{"name":"Ö, \"norra\""}}"#

        @Test func `a result that cannot be written out is told, and does not crash the program`()
            async throws
        {
            let field = try FieldWorld.laptop()
            let line = #""$0" list --json >/dev/full"#
            let run = try await runShell(line, FieldProgram.path, environment: field.environment)
            #expect(run.status == 1)
            #expect(
                run.errors
                    == "The result could not be written out. What was saved is safe on this computer.\n"
            )
        }
    }
}
