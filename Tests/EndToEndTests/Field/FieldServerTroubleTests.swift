import FieldModel
import Foundation
import TestSupport
import Testing

extension FieldProgramTests {
    /// What goes wrong between a computer and a server.
    @Suite(.serialized) struct ServerTroubleTests {
        @Test(arguments: ["sv", "en"])
        func `a code of another server is not sent, and is still good`(language: String) async throws {
            let world = try #require(FieldWorld.current)
            let field = world.newHome()
            try await ServerProgram.with { other in
                #expect(try await other.command("init").status == 0)
                #expect(try await other.command("space", "add", "hv-shared").status == 0)
                let code = try await world.code(for: "falk-fel", by: other)
                let run = try await field("enroll \(world.address) --lang \(language)", input: code)
                #expect(run.status == 1)
                let says = language == "sv" ? "Det här är inte servern som koden gjordes för." : "server"
                #expect(run.errors.contains(says), "\(run.errors)")
            }
        }

        @Test(arguments: ["sv", "en"]) func `a used code is refused with what to do`(
            language: String
        ) async throws {
            let world = try #require(FieldWorld.current)
            let used = try await world.code(for: "falk-\(language)")
            #expect(try await world.newHome()("enroll \(world.address)", input: used).status == 0)
            let run = try await world.newHome()("enroll \(world.address) --lang \(language)", input: used)
            #expect(run.status == 1)
            let says = language == "sv" ? "Be förvaltaren om en ny." : "new"
            #expect(run.errors.contains(says), "\(run.errors)")
        }

        @Test(arguments: ["sv", "en"]) func `a slip in a code is told before anything is sent`(
            language: String
        ) async throws {
            let field = try #require(FieldWorld.current).newHome()
            for (typed, swedish, english) in [
                ("ABCD-EFGH", "har 32 tecken", "has 32 characters"),
                ("", "Ingen engångskod", "No one-time code"),
                (String(repeating: "!", count: 32), "finns inte i engångskoder", "is in no one-time code"),
            ] {
                let run = try await field("enroll https://127.0.0.1:1 --lang \(language)", input: typed)
                #expect(run.status == 1)
                #expect(run.errors.contains(language == "sv" ? swedish : english), "\(run.errors)")
                #expect(run.errors.contains(language == "sv" ? "Inget skickades" : "Nothing was sent"))
            }
            let plain = try await field("enroll http://faltbild.stad.example --lang \(language)", input: "x")
            #expect(plain.status == 1)
            #expect(plain.errors.contains("https://"))
        }

        @Test
        func `without a connection a sync ends with 4, and says that all is safe and how much is unsent`()
            async throws
        {
            let field = try FieldWorld.laptop()
            for _ in 1...2 { #expect(try await field("observe noise").status == 0) }
            let unsent = try #require(
                try await field("status --json").objects.first?.number("unsent_changes")
            )
            let run = try await field("sync --address https://127.0.0.1:1 --lang sv")
            #expect(run.status == 4, "\(run.errors)")
            for words in [
                "Inte på servern än: \(unsent) ändringar", "De är trygga på datorn.", "gick inte att nå",
                "Synka igen när det finns en uppkoppling.",
            ] {
                #expect(run.output.contains(words), "\(run.output)")
            }
        }

        @Test func `a revoked device is told at its sync, and keeps what it has`() async throws {
            let world = try #require(FieldWorld.current)
            let field = try await world.enrolled("falk-borta")
            #expect(try await world.server.command("revoke", "falk-borta").status == 0)
            #expect(try await field("observe noise").status == 0)
            let run = try await field("sync --lang sv")
            #expect(run.status != 0)
            #expect(run.output.contains("Datorn är inte längre med i rummet."), "\(run.output)\(run.errors)")
            #expect(run.output.contains("Allt antecknat är tryggt på datorn."))
            #expect(try await field("list observation --json").objects.count >= 1)
        }

        @Test(arguments: ["sv", "en"]) func `a computer that is not enrolled is told how it is done`(
            language: String
        ) async throws {
            let field = try #require(FieldWorld.current).newHome()
            for line in ["observe noise", "list", "sync", "status", "doctor"] {
                let run = try await field(line + " --lang \(language)")
                #expect(run.status == 1)
                #expect(run.errors.contains("field enroll"), "\(run.errors)")
            }
        }
    }
}
