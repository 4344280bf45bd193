import FieldModel
import Foundation
import Subprocess
import TestSupport
import Testing

extension FieldProgramTests {
    /// What every command does when all is well.
    @Suite(.serialized) struct CommandTests {
        /// A command as typed in a language, and what it says then.
        struct Spoken: Sendable {
            let swedish: (line: String, says: String)
            let english: (line: String, says: String)
        }

        private static let session: [Spoken] = [
            Spoken(
                swedish: (
                    "walk start --type trygghetsvandring --place \"Hässelby torg\" --title Höstvandring",
                    "Sparat: vandring"
                ),
                english: (
                    "walk start --type safety_walk --place \"hässelby TORG\" --title Höstvandring",
                    "Saved: walk"
                )
            ),
            Spoken(
                swedish: (
                    "observe belysning \"Släckt vid uppgången\" --gravity lindrig --tag kväll", "Sparat: "
                ),
                english: ("observe lighting \"Släckt vid uppgången\" --gravity mild --tag kväll", "Saved: ")
            ),
            Spoken(
                swedish: (
                    "incident skadegörelse \"Krossad ruta\" --area Vällingby --reported-by skola", "händelse"
                ),
                english: (
                    "incident vandalism \"Krossad ruta\" --area Vällingby --reported-by school", "incident"
                )
            ),
            Spoken(
                swedish: (
                    "settlement add --place Bräckefaret --land kommunal --status bekräftad",
                    "olovlig bosättning"
                ),
                english: (
                    "settlement add --place Bräckefaret --land municipal --status confirmed", "settlement"
                )
            ),
            Spoken(
                swedish: (
                    "settlement check Bräckefaret --shelters 4 --fire-risk hög --waste 12,5 --police",
                    "bosättningskontroll"
                ),
                english: (
                    "settlement check Bräckefaret --shelters 4 --fire-risk high --waste 12.5 --police",
                    "settlement check"
                )
            ),
            Spoken(swedish: ("settlement list", "bekräftad"), english: ("settlement list", "confirmed")),
            Spoken(
                swedish: ("settlement list --checks", "hög"),
                english: ("settlement list --checks", "high")
            ),
            Spoken(
                swedish: ("cleanup --settlement Bräckefaret --cost 48500,50 --volume 32", "sanering"),
                english: ("cleanup --settlement Bräckefaret --cost 48500.50 --volume 32", "clean")
            ),
            Spoken(
                swedish: ("place add Ängsbrinken --area Grimsta --land privat --priority hög", "Ängsbrinken"),
                english: (
                    "place add Ängsbrinken --area Grimsta --land private --priority high", "Ängsbrinken"
                )
            ),
            Spoken(
                swedish: ("place list --area Grimsta", "område"),
                english: ("place list --area Grimsta", "area")
            ),
            Spoken(
                swedish: ("week set Vällingby 2024-W46 3 --why \"Två störningar\"", "veckobedömning"),
                english: ("week set Vällingby 2024-W46 3 --why \"Två störningar\"", "weekly assessment")
            ),
            Spoken(swedish: ("week show 2024-W46", "Vecka 46"), english: ("week show 2024-W46", "Week 46")),
            Spoken(
                swedish: ("week show --year 2024 --weeks 45-47", "ingen har varit där"),
                english: ("week show --year 2024 --weeks 45-47", "nobody was there")
            ),
            Spoken(
                swedish: ("list iakttagelse händelse --from \"i dag\"", "belysning"),
                english: ("list observation incident --from today", "lighting")
            ),
            Spoken(swedish: ("show Ängsbrinken", "prioritet"), english: ("show Ängsbrinken", "priority")),
            Spoken(
                swedish: ("edit Ängsbrinken prioritet=låg problembild+=dumpning", "Sparat: plats"),
                english: ("edit Ängsbrinken priority=low concerns+=dumping", "Saved: place")
            ),
            Spoken(
                swedish: ("show Ängsbrinken --history", "(ersatte hög)"),
                english: ("show Ängsbrinken --history", "(superseded high)")
            ),
            Spoken(swedish: ("undo Ängsbrinken", "Ångrat"), english: ("undo Ängsbrinken", "Undone")),
            Spoken(
                swedish: ("withdraw Ängsbrinken", "Tillbakatagen"),
                english: ("withdraw Ängsbrinken", "Withdrawn")
            ),
            Spoken(
                swedish: ("undo Ängsbrinken", "tillbakatagande"),
                english: ("undo Ängsbrinken", "withdrawal")
            ),
            Spoken(swedish: ("status", "en vandring pågår"), english: ("status", "a walk is under way")),
            Spoken(
                swedish: ("walk end --participants 14 --organisation Röda-korset", "Sparat: vandring"),
                english: ("walk end --participants 14 --organisation Röda-korset", "Saved: walk")
            ),
            Spoken(swedish: ("walk list", "trygghetsvandring"), english: ("walk list", "safety walk")),
            Spoken(swedish: ("doctor", "Allt stämmer."), english: ("doctor", "All is sound.")),
        ]

        @Test(arguments: ["sv", "en"])
        func `every command that needs no connection does its work in either language`(
            language: String
        ) async throws {
            let field = try FieldWorld.laptop()
            for step in Self.session {
                let (line, says) = language == "sv" ? step.swedish : step.english
                let run = try await field(line + " --lang \(language)")
                #expect(run.status == 0, "\(line): \(run.errors)")
                #expect(run.output.contains(says), "\(line): \(run.output)")
                #expect(run.errors.isEmpty, "\(line): \(run.errors)")
                #expect(!run.output.contains("\u{1B}"))
            }
        }

        @Test(arguments: ["sv_SE.UTF-8", "en_GB.UTF-8"])
        func `where nothing is to be shown, it is said aside and nothing is printed`(
            locale: String
        ) async throws {
            let field = try FieldWorld.laptop()
            let isSwedish = locale.hasPrefix("sv")
            for (line, swedish, english) in [
                ("list observation", "Inget att visa.", "Nothing to show."),
                ("conflicts", "Inga öppna konflikter.", "No open conflicts."),
                ("draft list", "Inga utkast.", "No drafts."),
            ] {
                let run = try await field(line, environment: ["LANG": locale])
                #expect(run.status == 0)
                #expect(run.output.isEmpty)
                #expect(run.errors == (isSwedish ? swedish : english) + "\n")
            }
        }

        @Test func `what is recorded on a walk has its area, place and walk, unless others are typed`()
            async throws
        {
            let field = try FieldWorld.laptop()
            let start = try await field("walk start --place \"Hässelby torg\" --json").objects
            let walk = try #require(start.first?.text("id"))
            let torg = start.first?.object("fields")["place"]
            let first = try #require(try await field("observe noise --json").objects.first)
            #expect(first.object("fields").text("walk") == walk)
            #expect(first.object("fields")["place"] == torg)
            #expect(first.object("fields")["area"] == start.first?.object("fields")["area"])
            let other = try #require(try await field("observe noise -p Bräckefaret --json").objects.first)
            #expect(other.object("fields").text("walk") == walk)
            #expect(other.object("fields")["place"] != torg)
            #expect(other.object("fields")["area"] != start.first?.object("fields")["area"])
            let second = try await field("walk start --lang sv")
            #expect(second.status == 1)
            #expect(second.errors.contains(walk.prefix(8)) && second.errors.contains("walk end"))
            #expect(try await field("walk end").status == 0)
            let after = try #require(try await field("observe noise --json").objects.first)
            #expect(after.object("fields")["walk"] == nil)
            #expect(try await field("walk end").status == 1)
        }

        @Test func `what is typed in Swedish is the same as what is typed in English`() async throws {
            let field = try FieldWorld.laptop()
            let swedish = try await field(
                "observe \"öppen narkotikahandel\" --gravity allvarlig --status åtgärdad "
                    + "--at \"2024-11-13 kl 14.30\" "
                    + "--position \"59.3630, 17.8720, 8m\" --area \"hässelby gård\" --json"
            )
            let english = try await field(
                "observe OPEN-DRUG-DEALING --gravity Serious --status remedied --at \"13/11 2024 14:30\" "
                    + "--position \"59,3630 17,872 8 m\" --area \"Hässelby gård\" --json"
            )
            #expect(swedish.status == 0, "\(swedish.errors)")
            #expect(english.status == 0, "\(english.errors)")
            let fields = try #require(try swedish.objects.first?.object("fields"))
            #expect(try fields == english.objects.first?.object("fields"))
            #expect(fields.text("category") == "open_drug_dealing")
            #expect(fields.text("observed_at") == "2024-11-13T14:30:00+01:00")
        }

        @Test
        func `a record is meant by the beginning of its id, by its name and by the name it is shown by`()
            async throws
        {
            let field = try FieldWorld.laptop()
            #expect(try await field("edit \"Hässelby torg\" shown_name=\"Torget, norra\"").status == 0)
            let record = try #require(try await field("show \"hässelby torg\" --json").objects.first)
            for name in [record.shortID, "\"Torget, norra\"", record.text("id") ?? ""] {
                let shown = try await field("show \(name) --json")
                #expect(try shown.objects.first == record)
            }
        }
    }
}
