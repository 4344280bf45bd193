import ArgumentParser
import Glibc
import Terminal

@main
enum Program {
    static func main() async {
        // Databases hold what people wrote: no file of a server is for other users, wherever its folder lies.
        umask(0o077)
        await CommandProgram.run(FieldServer.self) { _ in nil }
    }
}

/// `field-server`: the central server and its administrator's commands.
struct FieldServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "field-server",
        abstract: "The central server of Fältbild.",
        discussion: """
            A first server, on this machine:

              field-server init --data ./server
              field-server space add hv-shared --data ./server
              field-server invite --pseudonym falk-07 --space hv-shared --role recorder --data ./server
              field-server serve --data ./server

            The commands may be used while the server runs; it notices within a second.
            """,
        version: "field-server 0.1.0",
        subcommands: [
            InitCommand.self, SpaceCommand.self, InviteCommand.self, DevicesCommand.self, GrantCommand.self,
            RevokeCommand.self, ConfirmCommand.self, PersonCommand.self, TokenCommand.self,
            OpenIDCommand.self,
            AreasCommand.self, ImportCommand.self, ReportCommand.self,
            AuditCommand.self,
            ServeCommand.self, BackupCommand.self, RestoreCommand.self, RebuildCommand.self,
            BundleCommand.self, RetentionCommand.self,
        ]
    )
}
