import ArgumentParser
import SyncServer
import Terminal

struct RevokeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "End a device's membership: a lost laptop, a person who leaves.",
        discussion: """
            Its tokens are dead at once, and it can read nothing more. What it wrote stays. What it still
            hands in is taken, and held back until field-server grant releases it.

              field-server revoke falk-07 --space hv-shared
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The pseudonym.")
    var pseudonym: String

    @Option(help: "One space; else all of them.")
    var space: String?

    func run() throws {
        try common.run { texts in
            let ended = try common.administration().revoke(pseudonym, space: space)
            Console.standard.print(texts.revoked(pseudonym, devices: ended))
        }
    }
}
