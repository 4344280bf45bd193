import Foundation
import Subprocess
import TestSupport
import Testing

extension FieldProgramTests {
    /// What a person sees, in a terminal and elsewhere.
    @Suite(.serialized) struct DisplayTests {
        @Test(arguments: [40, 60, 100]) func `a table is no wider than COLUMNS or the terminal`(
            columns: Int
        ) async throws {
            let field = try FieldWorld.laptop()
            let text = String(repeating: "Lång beskrivning på svenska ", count: 8)
            #expect(try await field("observe belysning \"\(text)\" --place Bräckefaret").status == 0)
            let run = try await field("list observation", environment: ["COLUMNS": "\(columns)"])
            let shown = try await field.inTerminal("list observation", columns: columns)
            for output in [run.output, shown.output] {
                let lines = output.split(whereSeparator: \.isNewline)
                #expect(lines.count == 2)
                #expect(lines.allSatisfy { $0.count <= columns }, "\(output)")
                #expect(output.contains("…"))
            }
            let whole = try await field("list observation")
            #expect(whole.output.contains(text.trimmingCharacters(in: .whitespaces)))
        }

        @Test func `colours are for a terminal, and NO_COLOR and a dumb one stop them`() async throws {
            let field = try FieldWorld.laptop()
            #expect(try await field.inTerminal("show Bräckefaret").hasColour)
            for plain in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
                let shown = try await field.inTerminal("show Bräckefaret", environment: plain)
                #expect(shown.status == 0)
                #expect(!shown.output.contains("\u{1B}"))
            }
            #expect(!(try await field("show Bräckefaret").output.contains("\u{1B}")))
        }

        @Test(arguments: ["sv", "en"]) func `enroll asks a person for the code`(language: String) async throws
        {
            let world = try #require(FieldWorld.current)
            let field = world.newHome()
            let question = language == "sv" ? "Engångskod från förvaltaren:" : "One-time code"
            let shown = try await field.inTerminal(
                "enroll \(world.address) --lang \(language)",
                steps: [.init(after: question, type: try await world.code(for: "lo-\(language)") + "\n")]
            )
            #expect(shown.status == 0, "\(shown.output)")
            #expect(shown.output.contains("hv-shared: lo-\(language)"))
            let none = try await field.inTerminal(
                "enroll \(world.address) --lang \(language)",
                steps: [.init(after: question, type: "\n")]
            )
            #expect(none.status == 1)
        }

        @Test func `sync draws a bar in place, and ends with plain words`() async throws {
            let world = try #require(FieldWorld.current)
            let field = try await world.enrolled("falk-bar")
            let shown = try await field.inTerminal("sync --lang sv")
            #expect(shown.status == 0, "\(shown.output)")
            #expect(shown.output.contains("\r\u{1B}[2K"))
            #expect(shown.output.contains("hv-shared: ansluter"))
            let last = shown.output.split(separator: "\u{1B}[2K").last ?? ""
            #expect(last.hasPrefix("hv-shared: skickat 0 ändringar"))
            let plain = try await field("sync")
            #expect(!plain.output.contains("\u{1B}") && !plain.errors.contains("\u{1B}"))
            // Others enrol meanwhile, which is received as a change.
            #expect(plain.output.hasPrefix("hv-shared: sent 0 changes, acknowledged 0, received "))
        }

        @Test func `Ctrl-C in a sync that stalls ends it with 130, and everything is there`() async throws {
            let world = try #require(FieldWorld.current)
            let field = try await world.enrolled("falk-stall")
            #expect(try await field("observe noise \"Högt ljud\"").status == 0)
            let stalled = try await field.inTerminal(
                "sync --lang sv --address https://127.0.0.1:PORT",
                stalls: true,
                steps: [.init(after: "ansluter", type: "\u{3}")]
            )
            #expect(stalled.status == 130, "\(stalled.output)")
            #expect(stalled.output.contains("Allt antecknat är tryggt på datorn."))
            #expect(stalled.output.contains("Inte på servern än: 1 ändring"))
            let sent = try await field("sync --address \(world.address) --json")
            #expect(sent.status == 0, "\(sent.output)")
            #expect(try sent.objects.first?.number("sent_changes") == 1)
        }
    }
}
