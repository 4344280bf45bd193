import ArgumentParser
import SyncCore
import SyncServer
import Terminal

struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Make a server: its key, its databases, its certificate.",
        discussion: """
            What is there already stays as it is.

              field-server init --data /var/lib/faltbild --host faltbild.stad.example
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "A name or address by which devices reach the server; may be given several times.")
    var host: [String] = []

    func run() throws {
        try common.run { texts in
            let administration = try Administration(initialising: common.folder, hosts: host)
            Console.standard.print(
                texts.initialised(
                    folder: common.folder.path,
                    fingerprint: administration.fingerprint.description
                )
            )
        }
    }
}
