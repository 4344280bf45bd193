import ArgumentParser
import SyncServer
import Terminal

struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Tokens with which programs read a space: add, list, revoke.",
        subcommands: [TokenAddCommand.self, TokenListCommand.self, TokenRevokeCommand.self]
    )
}

struct TokenAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Make a token that reads one space, and print it, once.",
        discussion: """
            A program sends it as "Authorization: Bearer TOKEN". GET /v1/openapi.json describes what it
            can ask.

              field-server token add model-1 --space hv-shared
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "A name for the program, by which the token is revoked.")
    var name: String

    @Option(help: "The space that it reads.")
    var space: String

    func run() throws {
        try common.run { texts in
            let token = try common.administration().addToken(name, space: space)
            Console.standard.tell(texts.tokenAdded(name, space: space))
            Console.standard.print(token)
        }
    }
}

struct TokenListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the programs' tokens; never the tokens themselves.",
        discussion: "  field-server token list --json"
    )

    @OptionGroup var common: CommonOptions

    @Flag(help: "One JSON object a line; times in milliseconds since 1970.")
    var json = false

    func run() throws {
        try common.run { texts in
            let tokens = try common.administration().tokens()
            if json { return try Console.standard.printLines(tokens) }
            guard !tokens.isEmpty else { return Console.standard.print(texts.noTokens) }
            let rows = tokens.map { token in
                [
                    token.name, token.space, Moment.text(token.createdAt),
                    token.usedAt.map(Moment.text) ?? texts.never,
                    token.revokedAt == nil ? "" : texts.revokedToken,
                ]
            }
            Console.standard.print(
                Table(headings: texts.tokenHeadings, rows: rows).text(width: Console.standard.width)
            )
        }
    }
}

struct TokenRevokeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "End a program's token at once.",
        discussion: "  field-server token revoke model-1"
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The token's name.")
    var name: String

    func run() throws {
        try common.run { texts in
            try common.administration().revokeToken(name)
            Console.standard.print(texts.tokenRevoked(name))
        }
    }
}
