import Foundation
import TestSupport
import Testing

/// The built `field-server`, as an administrator uses it.
struct ServerProgramTests {
    @Test func `a device enrols with the printed code, pulls over TLS, and SIGTERM ends the server well`()
        async throws
    {
        try await ServerProgram.with { program in
            #expect(try await program.command("init").status == 0)
            #expect(try await program.command("space", "add", "hv-shared").status == 0)
            let status = try await program.serve { address in
                let invitation = try await program.command(
                    "invite",
                    "--pseudonym",
                    "falk-07",
                    "--space",
                    "hv-shared",
                    "--url",
                    address
                )
                #expect(invitation.output.contains("field enroll \(address)"))
                let code = try #require(invitation.output.firstMatch(of: /([0-9A-Z]{4}-){7}[0-9A-Z]{4}/))
                let client = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                    .deletingLastPathComponent().appending(path: "Examples/python-client/client.py").path()
                let state = program.folder + "/client"
                let run = try await runPython(
                    [client, address, "--state", state],
                    input: String(code.output.0) + "\n"
                )
                #expect(run.status == 0, "\(run.errors)")
                let devices = try await program.command("devices")
                #expect(devices.output.contains("falk-07"))
            }
            #expect(status == 0)
        }
    }

    @Test func `two servers do not serve one folder, and the second says who does`() async throws {
        try await ServerProgram.with { program in
            #expect(try await program.command("init").status == 0)
            let status = try await program.serve { _ in
                let second = try await program.command("serve", "--port", "0")
                #expect(second.status == 1)
                #expect(second.errors.contains(/[0-9]+/), "\(second.errors)")
                #expect(second.output.isEmpty)
            }
            #expect(status == 0)
            // The lock went with the process.
            let again = try await program.serve { _ in }
            #expect(again == 0)
        }
    }

    @Test func `no file of a server is for other users, also in a folder that is`() async throws {
        try await ServerProgram.with { program in
            #expect(try await program.command("init").status == 0)
            #expect(try await program.command("space", "add", "hv-polis-åäö").status == 0)
            let status = try await program.serve { _ in try expectNoOpenFiles(of: program) }
            #expect(status == 0)
            try expectNoOpenFiles(of: program)
        }
    }

    @Test func `a space that is not there is refused with the nearest name, in either language`() async throws
    {
        try await ServerProgram.with { program in
            #expect(try await program.command("init").status == 0)
            #expect(try await program.command("space", "add", "hv-shared").status == 0)
            for language in ["sv", "en"] {
                let refused = try await program.command(
                    "invite",
                    "--pseudonym",
                    "falk-07",
                    "--space",
                    "hv-sharde",
                    language: language
                )
                #expect(refused.status == 1)
                #expect(refused.errors.contains("hv-shared"), "\(refused.errors)")
            }
        }
    }

    @Test func `who revokes a device is told what it still can do`() async throws {
        try await ServerProgram.with { program in
            #expect(try await program.command("init").status == 0)
            let refused = try await program.command("revoke", "falk-07")
            #expect(refused.status == 1)
            #expect(refused.errors.contains("falk-07"))
            let help = try await program.command("revoke", "--help")
            #expect(help.output.contains("held back"))
        }
    }

    private func expectNoOpenFiles(of program: ServerProgram) throws {
        let files = try program.openFiles()
        #expect(files.isEmpty, "\(files)")
    }
}
