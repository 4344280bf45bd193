import ArgumentParser
import Foundation
import SyncCore
import SyncServer
import Terminal

struct OpenIDCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openid",
        abstract: "The city's own sign-in, by OpenID Connect: set, show, remove.",
        subcommands: [OpenIDSetCommand.self, OpenIDShowCommand.self, OpenIDRemoveCommand.self]
    )
}

struct OpenIDSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Let people sign in through an OpenID Connect provider.",
        discussion: """
            The provider is asked at once; if it does not answer as one, nothing changes. Register the
            address that is printed with it. Then tell whose account is whose: field-server person identify.

              field-server openid set --issuer https://id.stad.example --client faltbild \\
                --secret-file ./secret --claim preferred_username --url https://faltbild.stad.example
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "The provider's address, as its tokens name it.")
    var issuer: String

    @Option(help: "The name under which the provider knows this server (client_id).")
    var client: String

    @Option(help: "A file with the secret that the provider gave; none for a public client.")
    var secretFile: String?

    @Option(help: "The claim that says who somebody is: sub, preferred_username, email.")
    var claim = "sub"

    @Option(help: "Where browsers reach this server.")
    var url = "https://localhost:8443"

    @Option(help: "The provider's certificate authority, PEM; without it those of the system.")
    var authority: String?

    func run() async throws {
        try await common.runWaiting { texts in
            let secret = try secretFile.map(Self.text(of:))
            let authority = try authority.map(Self.text(of:))
            let provider: OpenIDProvider
            do throws(AddressError) {
                provider = try OpenIDProvider(
                    issuer: issuer,
                    client: client,
                    secret: secret?.trimmingCharacters(in: .whitespacesAndNewlines),
                    claim: claim,
                    ownAddress: url,
                    authority: authority
                )
            } catch {
                Console.standard.tell(texts.message(forAddress: error))
                throw ExitCode.failure
            }
            let kept = try await common.administration().setProvider(provider)
            Console.standard.print(texts.providerSet(kept))
        }
    }

    private static func text(of file: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: file),
            let text = String(data: data, encoding: .utf8)
        else { throw ServerError.fileNotReadable(path: file) }
        return text
    }
}

struct OpenIDShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show the provider that is set up, without its secret.",
        discussion: "  field-server openid show"
    )

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { texts in
            guard let provider = try common.administration().provider() else {
                return Console.standard.print(texts.noProvider)
            }
            Console.standard.print(texts.lines(of: provider))
        }
    }
}

struct OpenIDRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Forget the provider: people sign in by password alone.",
        discussion: "  field-server openid remove"
    )

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { texts in
            try common.administration().removeProvider()
            Console.standard.print(texts.providerRemoved)
        }
    }
}
