import ArgumentParser
import SyncServer

struct RevokeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "End a device's membership: a lost laptop, a person who leaves.",
        discussion: """
            Its tokens are dead at once. What it wrote before stays; what it writes from now on is held back.

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
            Console.print(texts.revoked(pseudonym, devices: ended))
        }
    }
}
