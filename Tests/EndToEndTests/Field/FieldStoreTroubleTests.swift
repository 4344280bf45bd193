import FieldModel
import Foundation
import Subprocess
import SystemPackage
import TestSupport
import Testing

extension FieldProgramTests {
    /// What goes wrong with the files of a home.
    @Suite(.serialized) struct StoreTroubleTests {
        @Test(arguments: ["sv", "en"])
        func `a store of a newer version is refused, and stays as it is byte for byte`(
            language: String
        ) async throws {
            let field = try FieldWorld.laptop()
            #expect(try await python("newer", field).status == 0)
            let before = try Data(contentsOf: URL(filePath: field.store))
            for line in ["list", "observe noise \"Högt ljud\"", "doctor", "doctor --rebuild"] {
                let run = try await field(line + " --lang \(language)")
                #expect(run.status == 1)
                let says = language == "sv" ? "Inget rördes. Uppdatera programmet." : "Update the program."
                #expect(run.errors.contains(says), "\(run.errors)")
            }
            #expect(try Data(contentsOf: URL(filePath: field.store)) == before)
        }

        @Test func `what a command would have written is given back where the store does not open`()
            async throws
        {
            let field = try FieldWorld.laptop()
            #expect(try await python("newer", field).status == 0)
            let run = try await field("observe noise \"Högt 'ljud'\" --lang sv")
            #expect(
                run.errors.contains("  field observe noise 'Högt '\\''ljud'\\''' --lang sv"),
                "\(run.errors)"
            )
            let lines = #"{"kind":"area","fields":{"name":"Nälsta"}}"#
            let read = try await field("record --from - --lang sv", input: lines)
            #expect(read.errors.contains("field draft save 1"), "\(read.errors)")
            #expect(try await field("draft show 1").output == lines + "\n")
            #expect(!(try await field("list --lang sv").errors.contains("att köra igen")))
        }

        @Test func `a store that another program holds is waited for, then the program is named`()
            async throws
        {
            let field = try FieldWorld.laptop()
            let (run, holder) = try await whileHeld(field) { try await field("observe noise --lang sv") }
            #expect(run.status == 1)
            #expect(run.errors.contains(": field-annan (\(holder))"), "\(run.errors)")
            #expect(run.errors.contains("inom fem sekunder"))
            #expect(run.errors.contains("field observe noise"))
            #expect(try await field("observe noise").status == 0)
        }

        @Test(
            .enabled("no private mounts here") { await Self.canMount() },
            arguments: [0, 4, 10, 12, 16, 18, 20, 22]
        )
        func `on a full disk nothing is lost: it is saved, kept as a draft, or given back`(
            pages: Int
        ) async throws {
            let field = try FieldWorld.laptop()
            let mount = field.home + "-disk"
            try FileManager.default.createDirectory(atPath: mount, withIntermediateDirectories: false)
            let script = FieldProgram.script("full-disk.sh")
            let words = ["observe", "noise", "Högt ljud", "--lang", "sv"]
            let run = try await runProgram(
                "/usr/bin/unshare",
                ["-rm", "/bin/sh", script, mount, field.home, FieldProgram.path, "\(pages)"] + words,
                environment: field.environment.merging(["PATH": "/usr/bin:/bin"]) { $1 }
            )
            #expect(run.output.hasSuffix("sound\n"), "\(run.output)\(run.errors)")
            let isSaved = run.output.contains(#""kind":"observation","settled""#)
            let isDraft = run.output.contains("madeAt")
            let isSaidSaved = run.errors.contains("Det är sparat") || run.output.contains("Sparat:")
            #expect(isSaved == isSaidSaved, "\(run.output)\(run.errors)")
            #expect(isSaved || isDraft || run.errors.contains("Högt ljud"), "\(run.output)\(run.errors)")
            #expect(isSaved || run.output.contains("status 1") && run.errors.contains("Disken är full"))
        }

        @Test(.enabled("another user cannot be put on") { await Self.canBeOther() })
        func `a store that cannot be written says so, and gives back what was typed`() async throws {
            let world = try #require(FieldWorld.current)
            // The folder of the other laptops is for their owner alone.
            let field = FieldProgram(home: world.server.folder + "/skrivskyddad")
            try FileManager.default.copyItem(atPath: world.template.home, toPath: field.home)
            let line = """
                chown -R 65534:65534 "$FIELD_HOME" && chmod 400 "$FIELD_HOME"/*.* && \
                chmod 500 "$FIELD_HOME" && \
                exec setpriv --reuid 65534 --regid 65534 --clear-groups "$0" observe noise Högt --lang sv
                """
            let environment = field.environment.merging(["PATH": "/usr/bin:/bin"]) { $1 }
            let run = try await runShell(line, FieldProgram.path, environment: environment)
            #expect(run.status == 1)
            #expect(run.errors.contains("Lagret går inte att skriva till"), "\(run.errors)")
            #expect(run.errors.contains("field observe noise Högt"), "\(run.errors)")
        }

        @Test(arguments: [
            ("enrolments.json", "list"), ("walks.json", "observe noise"), ("store.sqlite", "list"),
            ("keys", "sync"), ("drafts/1.json", "draft show 1"),
        ])
        func `a damaged file is named, left as it is, and nothing else is touched`(
            file: String,
            line: String
        ) async throws {
            let field = try FieldWorld.laptop()
            #expect(try await field("walk start").status == 0)
            #expect(try await field("observe nonsens").status == 2)
            let path = field.home + "/" + file
            let damaged = Data("inte som det ska\n".utf8)
            try damaged.write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            for language in ["sv", "en"] {
                let run = try await field(line + " --lang \(language)")
                #expect(run.status == (line == "sync" ? 4 : 1), "\(run.errors)")
                #expect((run.errors + run.output).contains(path), "\(run.errors)\(run.output)")
                let says = language == "sv" ? ["kopia"] : ["copy", "backup"]
                #expect(says.contains { (run.errors + run.output).contains($0) })
            }
            #expect(try Data(contentsOf: URL(filePath: path)) == damaged)
        }

        @Test(arguments: [("keys", "sync"), ("enrolments.json", "list")])
        func `a file that others can read is not used, and it is said what to do`(
            file: String,
            line: String
        ) async throws {
            let field = try FieldWorld.laptop()
            let path = field.home + "/" + file
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
            let run = try await field(line + " --lang sv")
            #expect(run.status != 0)
            #expect((run.errors + run.output).contains("chmod 600 \(path)"), "\(run.errors)\(run.output)")
        }

        @Test func `doctor finds one flipped bit, changes nothing, and mends it when asked to`() async throws
        {
            let field = try FieldWorld.laptop()
            #expect(try await field("observe noise").status == 0)
            #expect(try await python("damage", field).status == 0)
            let before = try await python("contents", field).output
            let run = try await field("doctor --lang sv")
            #expect(run.status == 5, "\(run.output)\(run.errors)")
            #expect(run.output.contains("✗"))
            #expect(run.output.contains("field doctor --rebuild"))
            #expect(try await field("doctor --json").objects.first?["sound"] == .bool(false))
            #expect(try await python("contents", field).output == before)
            let mended = try await field("doctor --rebuild --lang sv")
            #expect(mended.status == 0, "\(mended.output)\(mended.errors)")
            #expect(mended.output.contains("1 post hade ett annat läge"), "\(mended.output)")
            #expect(mended.output.hasSuffix("Allt stämmer.\n"))
        }

        private func python(_ action: String, _ field: FieldProgram) async throws -> ProgramRun {
            try await runPython([FieldProgram.script("store.py"), field.store, action])
        }

        /// Runs the body while another process holds the store's lock; also gives that process.
        private func whileHeld(
            _ field: FieldProgram,
            _ body: () async throws -> ProgramRun
        ) async throws -> (ProgramRun, String) {
            var taken: (ProgramRun, String)?
            _ = try await run(
                .path("/usr/bin/python3"),
                arguments: [FieldProgram.script("store.py"), field.store, "hold"],
                environment: .custom([:]),
                input: .none,
                output: .sequence,
                error: .discarded
            ) { execution in
                for try await line in execution.standardOutput.strings() where line.hasPrefix("held") {
                    let result = try await body()
                    taken = (result, "\(execution.processIdentifier)")
                    try execution.send(signal: .terminate)
                }
            }
            return try #require(taken)
        }

        private static func canMount() async -> Bool {
            let run = try? await runProgram(
                "/usr/bin/unshare",
                ["-rm", "/bin/sh", "-c", "mount -t tmpfs -o size=64k none /mnt"],
                environment: ["PATH": "/usr/bin:/bin"]
            )
            return run?.status == 0
        }

        private static func canBeOther() async -> Bool {
            let run = try? await runProgram(
                "/usr/bin/setpriv",
                ["--reuid", "65534", "--regid", "65534", "--clear-groups", FieldProgram.path, "--version"]
            )
            return run?.status == 0
        }
    }
}
