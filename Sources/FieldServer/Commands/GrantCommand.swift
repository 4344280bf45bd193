import ArgumentParser
import SyncCore
import SyncServer
import Terminal

struct GrantCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grant",
        abstract: "Give a device rights in a space from now on, also one whose membership had ended.",
        discussion: """
            Takes a revocation back. Rights beyond the certificate, and a
            space where the pseudonym has no device, take a code: the device enrols once more.

              field-server grant falk-07 --space hv-shared --rights write,review
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The pseudonym.")
    var pseudonym: String

    @Option(help: "The space.")
    var space: String

    @Option(help: "write, review, administer, with commas between them.")
    var rights = "write"

    @Option(help: "Where devices reach the server, for a code.")
    var url = "https://localhost:8443"

    func run() throws {
        try common.run { texts in
            let given = try Rights.named(rights)
            switch try common.administration().grant(pseudonym, space: space, rights: given) {
            case .changed(let devices):
                let names = given.names.joined(separator: ", ")
                Console.standard.print(
                    texts.granted(pseudonym, space: space, rights: names, devices: devices)
                )
            case .invited(let invitation):
                Console.standard.print(texts.grantNeedsCode(pseudonym, space: space))
                Console.standard.print(
                    texts.invitation(invitation, url: url, until: Moment.text(invitation.expiresAt))
                )
            }
        }
    }
}
