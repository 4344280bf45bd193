import FieldModel
import Foundation
import TestSupport
import Testing

extension FieldProgramTests {
    /// What is not accepted: told whole, and kept.
    @Suite(.serialized) struct RefusalTests {
        /// A command, its exit status, and what its message must hold in each language.
        struct Refusal: Sendable, CustomTestStringConvertible {
            let line: String
            let status: Int32
            let swedish: [String]
            let english: [String]

            var testDescription: String { line }
        }

        private static let kept = (swedish: "finns kvar som utkast 1", english: "is kept as draft 1")

        private static let values = [
            Refusal(
                line: "settlement check Bräckefaret --shelters många",
                status: 2,
                swedish: ["kan inte läsa ”många”", "ange ett heltal", kept.swedish],
                english: ["cannot read 'många'", "give a whole number", kept.english]
            ),
            Refusal(
                line: "week set Vällingby 2024-W46 6",
                status: 2,
                swedish: ["nivå: ange ett heltal 1–5", kept.swedish],
                english: ["level: give a whole number 1–5", kept.english]
            ),
            Refusal(
                line: "observe belysningg",
                status: 2,
                swedish: ["”belysningg” är inget av valen; menade du belysning?", kept.swedish],
                english: ["'belysningg' is none of the choices", kept.english]
            ),
            Refusal(
                line: "observe noise --place \"Hesselby torg\"",
                status: 2,
                swedish: ["hittar inte ”Hesselby torg”; menade du Hässelby torg?", kept.swedish],
                english: ["cannot find 'Hesselby torg'; did you mean Hässelby torg?", kept.english]
            ),
            Refusal(
                line: "observe noise --place Centrumgången",
                status: 2,
                swedish: [
                    "är flera poster", "plats, Centrumgången, Grimsta", "plats, Centrumgången, Vällingby",
                ],
                english: ["is several records", "place, Centrumgången, Grimsta", kept.english]
            ),
            Refusal(
                line: "edit Bräckefaret priority=hgh kulör=röd concerns+=dumpning bara",
                status: 2,
                swedish: [
                    "”hgh” är inget av valen", "fältet ”kulör” finns inte", "”bara” är ingen tilldelning",
                ],
                english: ["did you mean high?", "there is no field 'kulör'", "'bara' is no assignment"]
            ),
            Refusal(
                line: "observe noise --at \"2024-02-30 10:00\"",
                status: 2,
                swedish: ["kan inte läsa ”2024-02-30 10:00”", kept.swedish],
                english: ["cannot read '2024-02-30 10:00'", kept.english]
            ),
            Refusal(
                line: "observe noise --position \"91.5, 17.8\"",
                status: 2,
                swedish: ["läge: ", "grader", kept.swedish],
                english: ["position: ", "degrees", kept.english]
            ),
        ]

        private static let questions = [
            Refusal(
                line: "list iaktagelse",
                status: 2,
                swedish: ["sorten ”iaktagelse” finns inte; menade du iakttagelse?", "Inget ändrades."],
                english: ["there is no kind 'iaktagelse'", "Nothing changed."]
            ),
            Refusal(
                line: "list --status oppen",
                status: 2,
                swedish: ["”oppen” är inget av valen; menade du"],
                english: ["'oppen' is none of the choices; did you mean"]
            ),
            Refusal(
                line: "list --from någongång",
                status: 2,
                swedish: ["kan inte läsa ”någongång”"],
                english: ["cannot read 'någongång'"]
            ),
            Refusal(
                line: "week show 2024-W99",
                status: 2,
                swedish: ["Det går inte att tolka", "”2024-W99” är ingen vecka"],
                english: ["This is not understood", "'2024-W99' is no week"]
            ),
            Refusal(
                line: "week show --year 2024 --weeks 1-x",
                status: 2,
                swedish: ["”1-x” är ingen vecka"],
                english: ["'1-x' is no week"]
            ),
            Refusal(
                line: "show Hesselby",
                status: 3,
                swedish: ["Hittar inget som heter ”Hesselby”", "Inget ändrades."],
                english: ["Nothing is called 'Hesselby'", "Nothing changed."]
            ),
            Refusal(
                line: "show Centrumgången",
                status: 3,
                swedish: ["kan mena flera", "Centrumgången, Grimsta", "Centrumgången, Vällingby"],
                english: ["may mean several", "Centrumgången, Grimsta", "Centrumgången, Vällingby"]
            ),
            Refusal(
                line: "status --space hv-sharde",
                status: 3,
                swedish: ["Du är inte med i något rum hv-sharde. Menade du hv-shared?"],
                english: ["You are in no space hv-sharde. Did you mean hv-shared?"]
            ),
            Refusal(
                line: "list --space hv-sharde",
                status: 3,
                swedish: ["Menade du hv-shared?", "Dina rum: hv-shared."],
                english: ["Did you mean hv-shared?", "Your spaces: hv-shared."]
            ),
            Refusal(
                line: "undo \"Hässelby torg\"",
                status: 1,
                swedish: ["går att ångra", "field withdraw"],
                english: ["can be undone", "field withdraw"]
            ),
            Refusal(
                line: "resolve \"Hässelby torg\" land --choose a",
                status: 3,
                swedish: ["har ingen öppen konflikt i land", "Inget ändrades."],
                english: ["has no open conflict in land", "Nothing changed."]
            ),
            Refusal(
                line: "draft show 7",
                status: 3,
                swedish: ["Det finns inget utkast 7. Inga utkast finns."],
                english: ["There is no draft 7. There are no drafts."]
            ),
            Refusal(
                line: "record --from saknas.jsonl",
                status: 1,
                swedish: ["Kan inte läsa saknas.jsonl (det finns inte). Inget sparades."],
                english: ["Cannot read saknas.jsonl (No such file or directory). Nothing was saved."]
            ),
        ]

        @Test(arguments: values)
        func `a value that is not accepted is told with what would be, and kept as a draft`(
            refusal: Refusal
        ) async throws {
            for language in ["sv", "en"] {
                let field = try FieldWorld.laptop()
                let before = try await field("status --json").objects.first?.text("state_digest")
                let run = try await field(refusal.line + " --lang \(language)")
                expect(run, refusal, language)
                #expect(run.errors.contains("field draft save 1"))
                #expect(try await field("draft list --json").objects.count == 1)
                #expect(try await field("status --json").objects.first?.text("state_digest") == before)
            }
        }

        @Test(arguments: questions)
        func `a question that is not understood is told with the nearest names, and leaves no draft`(
            refusal: Refusal
        ) async throws {
            let field = try FieldWorld.laptop()
            for language in ["sv", "en"] {
                expect(try await field(refusal.line + " --lang \(language)"), refusal, language)
            }
            #expect(try await field("draft list --json").output.isEmpty)
        }

        private func expect(_ run: ProgramRun, _ refusal: Refusal, _ language: String) {
            #expect(run.status == refusal.status, "\(run.errors)")
            #expect(run.output.isEmpty)
            for words in language == "sv" ? refusal.swedish : refusal.english {
                #expect(run.errors.contains(words), "\(run.errors)")
            }
        }

        @Test(arguments: ["sv", "en"])
        func `personal data is refused with its place, is not repeated, and is kept as a draft`(
            language: String
        ) async throws {
            let field = try FieldWorld.laptop()
            let text = "Åsa bad oss ringa 070-174 06 35 i kväll"
            let run = try await field("observe noise \"\(text)\" --lang \(language)")
            #expect(run.status == 2)
            #expect(run.errors.contains(language == "sv" ? "vid tecken 19–31" : "at characters 19–31"))
            #expect(!run.errors.contains("06 35"))
            #expect(run.errors.contains(language == "sv" ? "utkast 1" : "draft 1"))
            #expect(try await field("list observation --json").output.isEmpty)
            #expect(try await field("draft show 1").output.contains(text))
            let files = try FileManager.default.attributesOfItem(atPath: field.home + "/drafts/1.json")
            #expect(files[.posixPermissions] as? Int == 0o600)
        }

        @Test func `two records whose ids begin alike are listed, and their short ids differ`() async throws {
            let field = try FieldWorld.laptop()
            let ids = ["abcdef12-3400-4000-8000-000000000001", "abcdef12-3500-4000-8000-000000000002"]
            let lines = ids.map { id in
                #"{"kind":"observation","id":"\#(id)","fields":{"category":"noise","#
                    + #""observed_at":"2024-11-13 10:00"}}"#
            }
            #expect(try await field("record --from -", input: lines.joined(separator: "\n")).status == 0)
            let run = try await field("show abcdef12")
            #expect(run.status == 3)
            #expect(run.errors.contains("abcdef1234") && run.errors.contains("abcdef1235"), "\(run.errors)")
            #expect(try await field("show abcdef1235").status == 0)
            let short = try await field("show abc")
            #expect(short.status == 3)
        }

        @Test func `too long a text is refused with its length and kept whole`() async throws {
            let field = try FieldWorld.laptop()
            let text = String(repeating: "åäö-", count: 1_200)
            let run = try await field("observe noise \"\(text)\"")
            #expect(run.status == 2)
            #expect(run.errors.contains("is 4800 characters long"), "\(run.errors)")
            #expect(try await field("draft show 1").output.contains(text))
        }

        @Test func `what needs the right to review is refused before it is saved`() async throws {
            let world = try #require(FieldWorld.current)
            let field = try await world.enrolled("falk-utan", role: "recorder")
            let id = try #require(try await field("observe noise --json").objects.first?.shortID)
            let run = try await field("edit \(id) approval=approved --lang sv")
            #expect(run.status == 2)
            #expect(run.errors.contains("kräver rätten att granska"))
        }
    }
}
