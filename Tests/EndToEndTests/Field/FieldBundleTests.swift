import FieldModel
import Foundation
import TestSupport
import Testing

extension FieldProgramTests {
    /// What travels in files: on a stick, through another computer, in a folder that several use.
    @Suite(.serialized) struct BundleTests {
        private let world: FieldWorld
        private let words = "fyra torra björkar\n"

        init() throws { world = try #require(FieldWorld.current) }

        /// A path in the world's folder that nothing is at.
        private func fresh(_ name: String) -> String {
            world.server.folder + "/" + UUID().uuidString.prefix(8) + "-" + name
        }

        private func digest(of field: FieldProgram) async throws -> String? {
            try await field("status --json").objects.first?.text("state_digest")
        }

        private func synced(_ pseudonym: String) async throws -> FieldProgram {
            let field = try await world.enrolled(pseudonym)
            #expect(try await field("sync").status == 0)
            return field
        }

        @Test func `what one computer exports another takes in, and both have the same state`() async throws {
            let two = try await synced("falk-a2")
            let one = try await synced("falk-a1")
            #expect(try await one(#"observe lighting "Tre lampor släckta""#).status == 0)
            let file = fresh("torsdag.bundle")
            let export = try await one("bundle export \(file) --json", input: words)
            #expect(export.status == 0, "\(export.errors)")
            #expect(!export.output.contains("björkar"))
            let taken = try await two("bundle import \(file) --json", input: words)
            #expect(taken.status == 0, "\(taken.errors)")
            // The observation, and the certificates of the computers that enrolled in between.
            #expect(try taken.objects.first?.number("received_changes") ?? 0 >= 2)
            #expect(try await digest(of: two) == digest(of: one))
            let found = try await two(#"list observation --text "Tre lampor" --json"#)
            #expect(try found.objects.count == 1)
        }

        @Test func `a plain bundle asks for nothing, and says that it is not locked`() async throws {
            let two = try await synced("falk-a5")
            let one = try await synced("falk-a3")
            let file = fresh("öppen.bundle")
            let export = try await one("bundle export \(file) --no-passphrase --lang sv")
            #expect(export.status == 0, "\(export.errors)")
            #expect(export.output.contains("Den är inte låst."))
            #expect(try await two("bundle show \(file) --lang sv").output.contains("inte låst"))
            let again = try await one("bundle export \(file) --no-passphrase --json --force")
            #expect(try await two("bundle show \(file) --json").objects == again.objects)
            #expect(try await two("bundle import \(file)").status == 0)
            let digest = try await digest(of: two)
            let second = try await two("bundle import \(file) --lang sv")
            #expect(second.output.contains("mottaget 0 ändringar"), "\(second.output)")
            #expect(try await self.digest(of: two) == digest)
        }

        @Test func `with a day only what came from then on is in the bundle`() async throws {
            let one = try await synced("falk-a4")
            #expect(try await one("observe noise").status == 0)
            let file = fresh("i.bundle")
            let export = try await one("bundle export \(file) --since 2099-01-01 --no-passphrase --json")
            guard case .array(let spaces)? = try export.objects.first?["spaces"],
                case .object(let space)? = spaces.first
            else { return #expect(Bool(false), "\(export.output)\(export.errors)") }
            // The control log is never left out.
            #expect(space.number("logs") == 1)
            let unread = try await one("bundle export \(file) --force --since snart --no-passphrase")
            #expect(unread.status == 2)
        }

        @Test func `what cannot be taken in is told with what is safe and what to do`() async throws {
            let one = try await world.enrolled("falk-b1")
            let file = fresh("b.bundle")
            #expect(try await one("bundle export \(file)", input: words).status == 0)
            let whole = try Data(contentsOf: URL(filePath: file))
            let damaged = fresh("skadad.bundle")
            #expect(try await one("bundle export \(damaged) --no-passphrase").status == 0)
            try Data(contentsOf: URL(filePath: damaged)).dropLast(7).write(to: URL(filePath: damaged))
            let other = fresh("annat.txt")
            try Data("något annat än så".utf8).write(to: URL(filePath: other))
            for (line, input, swedish, english) in [
                ("export \(file)", words, "finns redan", "is there already"),
                ("export \(fresh("c"))", "kort\n", "minst 8 tecken", "at least 8 characters"),
                ("export \(fresh("c"))", "", "Det behövs en lösenfras", "A passphrase is needed"),
                ("export \(fresh("d"))/e", words, "det finns inte", "No such file"),
                ("import \(file)", "fyra torra Björkar\n", "öppnar inte filen", "does not open"),
                ("import \(damaged)", "", "slutet saknas", "its end is missing"),
                ("import \(other)", "", "ingen samling av ändringar", "not a bundle"),
                ("import \(fresh("f"))", "", "det finns inte", "No such file"),
                ("show \(file)", "", "Det behövs en lösenfras", "A passphrase is needed"),
            ] {
                for (language, says, safe) in [("sv", swedish, "tryggt"), ("en", english, "safe")] {
                    let run = try await one("bundle \(line) --lang \(language)", input: input)
                    #expect(run.status == 1, "\(line)")
                    #expect(run.errors.contains(says), "\(line): \(run.errors)")
                    #expect(run.errors.contains(safe), "\(line): \(run.errors)")
                }
            }
            #expect(try Data(contentsOf: URL(filePath: file)) == whole)
        }

        @Test func `of several spaces one is named, or all in so many words`() async throws {
            let name = "hv-" + UUID().uuidString.prefix(6).lowercased()
            #expect(try await world.server.command("space", "add", name).status == 0)
            let invitation = try await world.server.command(
                "invite",
                "--pseudonym",
                "falk-d1",
                "--space",
                "hv-shared",
                "--space",
                name
            )
            let code = try #require(invitation.output.firstMatch(of: /([0-9A-Z]{4}-){7}[0-9A-Z]{4}/))
            let one = world.newHome()
            #expect(try await one("enroll \(world.address)", input: String(code.output.0)).status == 0)
            #expect(try await one("sync").status == 0)
            let file = fresh("h.bundle")
            let unnamed = try await one("bundle export \(file) --no-passphrase")
            #expect(unnamed.status == 3)
            #expect(unnamed.errors.contains(name), "\(unnamed.errors)")
            #expect(try await one("bundle export \(file) --no-passphrase --all-spaces").status == 0)
            let outside = try await synced("falk-d2")
            let mixed = try await outside("bundle import \(file)")
            #expect(mixed.status == 0)
            #expect(mixed.errors.contains(name), "\(mixed.errors)")
            let only = "--force --no-passphrase --space \(name)"
            #expect(try await one("bundle export \(file) \(only)").status == 0)
            let foreign = try await outside("bundle import \(file) --lang sv")
            #expect(foreign.status == 1)
            #expect(foreign.errors.contains("inte är med i (\(name))"), "\(foreign.errors)")
        }

        @Test func `on a terminal the passphrase is asked for twice and never shown`() async throws {
            let one = try await world.enrolled("falk-c1")
            let file = fresh("d.bundle")
            let run = try await one.inTerminal(
                "bundle export \(file) --lang sv",
                steps: [
                    .init(after: "Lösenfras:", type: "fyra torra björkk\u{7F}ar\r"),
                    .init(after: "En gång till:", type: "fyra torra björkar\r"),
                ]
            )
            #expect(run.status == 0, "\(run.output)")
            #expect(!run.output.contains("torra"))
            #expect(try await one("bundle show \(file)", input: words).status == 0)
            let slip = try await one.inTerminal(
                "bundle export \(fresh("e.bundle")) --lang sv",
                steps: [
                    .init(after: "Lösenfras:", type: "fyra torra björkar\r"),
                    .init(after: "En gång till:", type: "fyra torra bjorkar\r"),
                ]
            )
            #expect(slip.status == 1)
            #expect(slip.output.contains("inte lika"), "\(slip.output)")
        }

        @Test func `Ctrl-C at the passphrase ends with 130 and writes nothing`() async throws {
            let one = try await world.enrolled("falk-c2")
            let file = fresh("g.bundle")
            let run = try await one.inTerminal(
                "bundle export \(file) --lang sv",
                steps: [.init(after: "Lösenfras:", type: "fyra\u{3}")]
            )
            #expect(run.status == 130, "\(run.output)")
            #expect(!FileManager.default.fileExists(atPath: file))
        }
    }
}
