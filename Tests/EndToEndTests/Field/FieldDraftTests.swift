import FieldModel
import Foundation
import Subprocess
import TestSupport
import Testing

extension FieldProgramTests {
    /// What was typed and not accepted, and what is read from files.
    @Suite(.serialized) struct DraftTests {
        @Test func `a draft is listed, shown, mended and saved, and is gone then`() async throws {
            let field = try FieldWorld.laptop()
            #expect(try await field("observe noise \"Högt\" --gravity värst --tag å --tag ä").status == 2)
            #expect(try await field("draft list --lang sv").output.contains("gravity=värst"))
            #expect(try await field("draft show 1").output.contains("Högt"))
            let still = try await field("draft save 1 gravity=värre")
            #expect(still.status == 2)
            #expect(still.errors.contains("kept as draft 1"), "\(still.errors)")
            let saved = try await field("draft save 1 allvar=lindrig etiketter+=ö etiketter-=å --json")
            #expect(saved.status == 0, "\(saved.errors)")
            let fields = try #require(try saved.objects.first?.object("fields"))
            #expect(fields.text("gravity") == "mild")
            #expect(fields["tags"] == .array([.string("ä"), .string("ö")]))
            #expect(try await field("draft list --json").output.isEmpty)
            #expect(try await field("list observation --json").objects.count == 1)
        }

        @Test func `the draft of an edit is mended field by field`() async throws {
            let field = try FieldWorld.laptop()
            #expect(try await field("edit Bräckefaret priority=hgh cause_analysis=Mörkt").status == 2)
            let saved = try await field("draft save 1 priority=high --json")
            #expect(saved.status == 0, "\(saved.errors)")
            #expect(try saved.objects.first?.object("fields").text("priority") == "high")
            #expect(try saved.objects.first?.object("fields").text("cause_analysis") == "Mörkt")
        }

        @Test(arguments: ["sv", "en"]) func `a draft that is dropped is gone, and others stay`(
            language: String
        ) async throws {
            let field = try FieldWorld.laptop()
            for _ in 1...2 { #expect(try await field("observe nonsens").status == 2) }
            let run = try await field("draft drop 1 --lang \(language)")
            #expect(run.status == 0)
            #expect(run.errors == (language == "sv" ? "Utkast 1 är borta.\n" : "Draft 1 is gone.\n"))
            let again = try await field("draft drop 1 --lang \(language)")
            #expect(again.status == 3)
            #expect(again.errors.contains(language == "sv" ? "Utkast: 2." : "Drafts: 2."))
        }

        private static let faultyLines = """
            {"kind":"area","fields":{"name":"Nälsta"}}
            nonsens
            {"kind":"observation","fields":{"category":"lightning","observed_at":"2024-11-13 10:00"}}

            {"kind":"plats","fields":{"name":"Utan område"}}

            """

        @Test(arguments: ["sv", "en"])
        func `of a file with three bad lines all are told by number, and nothing is saved`(
            language: String
        ) async throws {
            let field = try FieldWorld.laptop()
            let file = field.home + "/rader.jsonl"
            try Self.faultyLines.write(toFile: file, atomically: true, encoding: .utf8)
            let line = language == "sv" ? "rad" : "line"
            let run = try await field("record --from \(file) --lang \(language)")
            #expect(run.status == 2)
            for number in [2, 3, 5] { #expect(run.errors.contains("\(line) \(number):"), "\(run.errors)") }
            #expect(
                run.errors.contains(language == "sv" ? "3 rader godtas inte" : "3 lines are not accepted")
            )
            #expect(run.errors.contains(language == "sv" ? "Filen är orörd" : "The file is as it was"))
            #expect(try await field("list area --json").objects.count == 3)
            #expect(try await field("draft list --json").output.isEmpty)
        }

        @Test func `bad lines of standard input are kept as one draft, that goes to a file and comes back`()
            async throws
        {
            let field = try FieldWorld.laptop()
            let run = try await field("record --from - --lang sv", input: Self.faultyLines)
            #expect(run.status == 2)
            #expect(run.errors.contains("field draft show 1 > FIL"), "\(run.errors)")
            #expect(try await field("draft list --lang sv").output.contains("4 rader från standard input"))
            #expect(try await field("draft show 1").output.hasPrefix(Self.faultyLines))
            let single = try await field("draft save 1 name=Nälsta --lang sv")
            #expect(single.status == 2)
            #expect(single.errors.contains("Utkast 1 är en hel fil"))
            let again = try await field("draft save 1")
            #expect(again.status == 2)
            #expect(try await field("draft list --json").objects.count == 1)
        }

        @Test(arguments: ["sv", "en"]) func `a file that is not UTF-8 is refused with the line`(
            language: String
        ) async throws {
            let field = try FieldWorld.laptop()
            let file = field.home + "/latin1.jsonl"
            var bytes = Data(#"{"kind":"area","fields":{"name":"Nälsta"}}"#.utf8 + [0x0A])
            bytes += Data(#"{"kind":"area","fields":{"name":"R"#.utf8) + [0xE5] + Data("cksta\"}}\n".utf8)
            try bytes.write(to: URL(filePath: file))
            let run = try await field("record --from \(file) --lang \(language)")
            #expect(run.status == 1)
            let place =
                language == "sv" ? "rad 2, är inte UTF-8. Inget sparades." : "line 2, is not UTF-8. Nothing"
            #expect(run.errors.contains(place), "\(run.errors)")
            #expect(try await field("list area --json").objects.count == 3)
        }

        @Test(arguments: ["sv", "en"])
        func `words that are not UTF-8 are refused in place of being saved as other words`(
            language: String
        ) async throws {
            let field = try FieldWorld.laptop()
            let line = "\"$0\" observe noise \"$(printf 'v\\344g')\" --lang \(language)"
            let run = try await runShell(line, FieldProgram.path, environment: field.environment)
            #expect(run.status == 64)
            #expect(run.errors.contains(language == "sv" ? "Ord 3" : "Word 3"), "\(run.errors)")
            #expect(run.errors.contains(language == "sv" ? "Inget sparades." : "Nothing was saved."))
            #expect(try await field("list observation --json").output.isEmpty)
        }

        @Test(arguments: [
            ("observee", "Fel: Kommandot ”observee” finns inte. Menade du observe?"),
            ("walk strat", "Fel: Kommandot ”strat” finns inte. Menade du start?"),
            ("observe", "Fel: Det saknas ett argument: ”<category>”"),
            ("observe noise --plac X", "Fel: Okänd flagga: ”--plac”. Menade du ”--place”?"),
            ("observe noise --place", "Fel: Det saknas ett värde för ”--place <plats>”"),
            ("observe noise a b c", "Fel: 2 oväntade argument: ”b”, ”c”"),
            ("observe noise a b", "Fel: Oväntat argument: ”b”"),
            ("list --json=1", "Fel: Flaggan ”--json” tar inget värde, men fick ”1”."),
            ("list --limit x", "Fel: Värdet ”x” duger inte för ”--limit <limit>”"),
            ("list --limit 5000", "Fel: --limit är ett tal 1–1000."),
            ("week show 46 --year 2024", "Fel: Ange en vecka eller --year, inte båda."),
        ])
        func `a command line that is not understood is told in Swedish to who speaks it`(
            line: String,
            says: String
        ) async throws {
            let field = try FieldWorld.laptop()
            let run = try await field(line, environment: ["LANG": "sv_SE.UTF-8"])
            #expect(run.status == 64)
            #expect(run.errors.hasPrefix(says + "\n"), "\(run.errors)")
            #expect(!run.errors.contains("'"), "\(run.errors)")
            #expect(!run.errors.contains("Error") && !run.errors.contains("Usage"))
        }
    }
}
