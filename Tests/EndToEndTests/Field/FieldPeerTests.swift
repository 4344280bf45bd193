import FieldModel
import Foundation
import TestSupport
import Testing

extension FieldProgramTests {
    /// Computers that meet in a folder, and reach the server through one of them.
    @Suite(.serialized) struct PeerTests {
        private let world: FieldWorld
        private let folder: String
        private let words = "fyra torra björkar\n"

        init() throws {
            world = try #require(FieldWorld.current)
            folder = world.server.folder + "/stick-" + UUID().uuidString
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        }

        private func digest(of field: FieldProgram) async throws -> String? {
            try await field("status --json").objects.first?.text("state_digest")
        }

        /// Enrolled and synced once, then without a connection.
        private func laptops(_ names: String...) async throws -> [FieldProgram] {
            var laptops: [FieldProgram] = []
            for name in names {
                let laptop = try await world.enrolled(name)
                #expect(try await laptop("sync").status == 0)
                laptops.append(laptop)
            }
            return laptops
        }

        /// Plain: trying a passphrase is costly on purpose, the more so in a debug build.
        private func exchange(_ field: FieldProgram) async throws -> ProgramRun {
            try await field("sync --peer \(folder) --no-passphrase --json")
        }

        @Test func `three computers agree through a folder, and one brings everything to the server`()
            async throws
        {
            let fields = try await laptops("falk-p1", "falk-p2", "falk-p3")
            for (index, field) in fields.enumerated() {
                #expect(try await field("observe noise \"Dator \(index)\"").status == 0)
            }
            for index in [0, 1, 2, 0, 1] {
                let run = try await exchange(fields[index])
                #expect(run.status == 0, "\(run.output)\(run.errors)")
            }
            let state = try await digest(of: fields[0])
            for field in fields { #expect(try await digest(of: field) == state) }
            let quiet = try await exchange(fields[2])
            #expect(try quiet.objects.first?.number("received_changes") == 0)
            #expect(try quiet.objects.first?.number("sent_changes") == 0)

            let sync = try await fields[1]("sync --json")
            #expect(sync.status == 0, "\(sync.output)")
            let late = try await world.enrolled("falk-p4")
            #expect(try await late("sync").status == 0)
            for index in fields.indices {
                let found = try await late("list observation --text \"Dator \(index)\" --json")
                #expect(try found.objects.count == 1, "Dator \(index)")
            }
            // The server holds what the others wrote: their own sync has nothing to heal.
            let own = try await fields[0]("sync --json")
            #expect(try own.objects.first?["complete"] == .bool(true), "\(own.output)")
        }

        @Test func `a log that its own computer never sent reaches the server in another's sync`()
            async throws
        {
            let fields = try await laptops("falk-q1", "falk-q2")
            #expect(try await fields[0]("observe noise \"Bara på stickan\"").status == 0)
            let file = folder + "/q.bundle"
            #expect(try await fields[0]("bundle export \(file) --no-passphrase").status == 0)
            #expect(try await fields[1]("bundle import \(file)").status == 0)
            #expect(try await fields[1]("sync").status == 0)
            let late = try await world.enrolled("falk-q3")
            #expect(try await late("sync").status == 0)
            let found = try await late("list observation --text \"Bara på stickan\" --json")
            #expect(try found.objects.count == 1)
        }

        @Test func `the server takes in a stick while it runs, and laptops get it at their next sync`()
            async throws
        {
            let fields = try await laptops("falk-r1", "falk-r2")
            #expect(try await fields[0]("observe noise \"Direkt till servern\"").status == 0)
            let file = folder + "/r.bundle"
            #expect(try await fields[0]("bundle export \(file)", input: words).status == 0)
            let taken = try await world.server.command(
                "bundle",
                "import",
                file,
                language: "sv",
                input: words
            )
            #expect(taken.status == 0, "\(taken.errors)")
            #expect(taken.output.contains("hv-shared: 1 ändringar"), "\(taken.output)")
            #expect(try await fields[1]("sync").status == 0)
            let found = try await fields[1]("list observation --text \"Direkt till servern\" --json")
            #expect(try found.objects.count == 1)
            let sync = try await fields[0]("sync --json")
            #expect(try sync.objects.first?.number("unsent_changes") == 0, "\(sync.output)")
        }

        @Test func `a half copied file of another is named, and the exchange goes on`() async throws {
            let fields = try await laptops("falk-s1", "falk-s2")
            #expect(try await fields[0]("observe noise").status == 0)
            #expect(try await exchange(fields[0]).status == 0)
            let manager = FileManager.default
            let name = try #require(try manager.contentsOfDirectory(atPath: folder).first)
            let half = folder + "/" + name.replacing("-000001-", with: "-000009-")
            try Data(contentsOf: URL(filePath: folder + "/" + name)).dropLast(40)
                .write(to: URL(filePath: half))
            let run = try await fields[1]("sync --peer \(folder) --no-passphrase --lang sv")
            #expect(run.status == 4, "\(run.output)\(run.errors)")
            #expect(run.output.contains("-000009-"), "\(run.output)")
            #expect(run.output.contains("Ta bort den skadade filen"), "\(run.output)")
            #expect(run.output.contains("mottaget 1 ändring"), "\(run.output)")
        }

        @Test func `a mistyped passphrase leaves the folder as it was`() async throws {
            let fields = try await laptops("falk-t1", "falk-t2")
            #expect(try await fields[0]("sync --peer \(folder)", input: words).status == 0)
            let before = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(try await fields[1]("observe noise").status == 0)
            for (language, says) in [("sv", "öppnar inte"), ("en", "does not open")] {
                let run = try await fields[1](
                    "sync --peer \(folder) --lang \(language)",
                    input: "fyra torra björkarr\n"
                )
                #expect(run.status == 1)
                #expect(run.errors.contains(says), "\(run.errors)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == before)
            let both = try await fields[1]("sync --peer \(folder) --address https://127.0.0.1:1")
            #expect(both.status == 64)
        }
    }
}
