import FieldModel
import Foundation
import SyncCore
import TestSupport
import Testing

extension FieldProgramTests {
    /// Rules by which records are erased, with the built programs and a server of their own.
    @Suite(.serialized) struct RetentionTests {
        @Test func `a dry run shows what a run erases, and a sweeping rule wants its kind's name`()
            async throws
        {
            try await ServerProgram.with { server in
                #expect(try await server.command("init").status == 0)
                #expect(try await server.command("space", "add", "hv-shared").status == 0)
                let canary = "kanariefågel-\(UUID().uuidString.prefix(8))"
                let laptop = FieldProgram(home: server.folder + "/laptops/en")
                let status = try await server.serve { address in
                    let world = FieldWorld(server: server, address: address, template: laptop)
                    let code = try await world.code(for: "falk-01")
                    #expect(try await laptop("enroll \(address)", input: code).status == 0)
                    try observe(canary, on: laptop, daysAgo: 40)
                    #expect(try await laptop("observe klotter \"ny\"").status == 0)
                    #expect(try await laptop("sync").status == 0)
                    try await check(server, canary)
                    #expect(try await laptop("sync").status == 0)
                    #expect(try files(in: laptop.home, holding: canary) == [])
                    #expect(try files(in: server.folder, holding: canary) == [])
                    #expect(try await laptop("doctor").status == 0)
                    #expect(try await laptop("list observation --json").objects.count == 2)
                }
                #expect(status == 0)
            }
        }

        /// Saves an observation as the program did then.
        private func observe(_ description: String, on laptop: FieldProgram, daysAgo: Int64) throws {
            let system = Surroundings.system
            let replica = try Replica(
                at: .file(laptop.store),
                schema: schema,
                surroundings: Surroundings(
                    wallMilliseconds: { system.wallMilliseconds() - daysAgo * 86_400_000 },
                    random: system.random
                )
            )
            let space = try #require(try replica.spaces().first).id
            let field = try #require(Observation.definition["description"])
            var generator = system.generator
            let record = RecordKey(kind: .observation, id: .random(using: &generator))
            let edit = RecordEdit(record: record, edits: [.set(field.number, .text(description))])
            _ = try replica.save([edit], in: space)
        }

        private func check(_ server: ServerProgram, _ canary: String) async throws {
            let before = try await server.command("space", "list", "--json").output
            let none = try await server.command("retention", "run", "--dry-run")
            #expect(none.status == 0)
            #expect(none.output.contains("Nothing to erase"))
            #expect(try await server.command("retention", "set", "observation", "--after", "30").status == 0)
            #expect(try await server.command("retention", "list").output.contains("30 days"))
            let dry = try await server.command("retention", "run", "--dry-run", "--json")
            let planned = try #require(try dry.objects.first)
            #expect(planned.number("records") == 1)
            #expect(planned.number("of_records") == 2)
            #expect(planned["erased"] == .bool(false))
            #expect(try await server.command("space", "list", "--json").output == before)

            let unasked = try await server.command("retention", "run")
            #expect(unasked.status == 1)
            #expect(unasked.errors.contains("--yes"))
            #expect(try await server.command("space", "list", "--json").output == before)
            let run = try await server.command("retention", "run", "--yes", "--json")
            #expect(run.status == 0, "\(run.errors)")
            let done = try #require(try run.objects.first)
            for member in ["space", "kind", "rule", "records", "changes", "oldest", "newest"] {
                #expect(done[member] == planned[member], "\(member)")
            }
            #expect(done["erased"] == .bool(true))
            #expect(
                try await server.command("retention", "run", "--dry-run").output.contains("Nothing to erase")
            )
        }

        @Test func `slips in a rule are told in words`() async throws {
            try await ServerProgram.with { server in
                #expect(try await server.command("init").status == 0)
                #expect(try await server.command("space", "add", "hv-shared").status == 0)
                let slip = try await server.command("retention", "set", "obsevation", "--years", "2")
                #expect(slip.status == 1)
                #expect(slip.errors.contains("observation"))
                let never = try await server.command("retention", "set", "observation", "--years", "0")
                #expect(never.errors.contains("1 to 100 years"))
                #expect(try await server.command("retention", "set", "observation").status == 64)
                let none = try await server.command("retention", "remove", "walk", language: "sv")
                #expect(none.status == 1)
                #expect(none.errors.contains("ingen regel"))
                #expect(try await server.command("retention", "list").output.contains("No rules"))
            }
        }
    }
}
