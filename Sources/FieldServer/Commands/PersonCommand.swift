import ArgumentParser
import SyncCore
import SyncServer
import Terminal

struct PersonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person",
        abstract: "People who work in the browser: add, list, identify, disable.",
        subcommands: [
            PersonAddCommand.self, PersonListCommand.self, PersonIdentifyCommand.self,
            PersonDisableCommand.self,
        ]
    )
}

struct PersonAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a person, and print the one-time link with which they choose a password.",
        discussion: """
            For a pseudonym that is there already, it adds the spaces, sets the role in them, makes a new
            link, and lets a disabled person in again. The password so far holds until the link is used.

              field-server person add lind-02 --space hv-shared --role reviewer
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The name with which the person signs in, and appears. Not their own name.")
    var pseudonym: String

    @Option(help: "A space; may be given several times.")
    var space: [String]

    @Option(help: "recorder, reviewer, assessor, administrator or analyst.")
    var role: Role

    @Option(help: "How long the link lives: 30m, 48h, 7d.")
    var expires = "48h"

    @Option(help: "Where browsers reach the server.")
    var url = "https://localhost:8443"

    @Option(help: "Who the pseudonym is; kept on the server only.")
    var person: String?

    func run() throws {
        try common.run { texts in
            let fresh = try common.administration().addPerson(
                pseudonym,
                spaces: space,
                role: role,
                lifetime: Lifetime.milliseconds(expires),
                label: person
            )
            let until = Moment.text(fresh.expiresAt)
            let server = url.hasSuffix("/") ? String(url.dropLast()) : url
            Console.standard.print(texts.personAdded(fresh, link: server + fresh.path, until: until))
        }
    }
}

struct PersonListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the people who work in the browser.",
        discussion: "  field-server person list --json"
    )

    @OptionGroup var common: CommonOptions

    @Flag(help: "One JSON object a line; times in milliseconds since 1970.")
    var json = false

    func run() throws {
        try common.run { texts in
            let people = try common.administration().people()
            if json { return try Console.standard.printLines(people) }
            guard !people.isEmpty else { return Console.standard.print(texts.noPeople) }
            let rows = people.map { person in
                [
                    person.label.map { "\(person.pseudonym) (\($0))" } ?? person.pseudonym,
                    person.spaces.sorted { $0.key < $1.key }.map { space, rights in
                        "\(space): \(rights.isEmpty ? texts.readsOnly : rights.joined(separator: ","))"
                    }
                    .joined(separator: "; "),
                    texts.state(of: person),
                ]
            }
            Console.standard.print(
                Table(headings: texts.personHeadings, rows: rows).text(width: Console.standard.width)
            )
        }
    }
}

struct PersonDisableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable",
        abstract: "Shut a person out: sessions and link are dead at once, what they wrote stays.",
        discussion: """
            Devices of the same pseudonym stay members; field-server revoke ends them.

              field-server person disable lind-02
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The pseudonym.")
    var pseudonym: String

    func run() throws {
        try common.run { texts in
            try common.administration().disablePerson(pseudonym)
            Console.standard.print(texts.personDisabled(pseudonym))
        }
    }
}

struct PersonIdentifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "identify",
        abstract: "Tell who signs in to an account through the city's own sign-in.",
        discussion: """
            The name itself is not kept, only a hash that nobody can try names against without the server's
            key. The person's sessions end.

              field-server person identify lind-02 --identity asa.lind@stad.example
              field-server person identify lind-02 --nobody
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The pseudonym.")
    var pseudonym: String

    @Option(help: "The value of the provider's claim; see field-server openid show.")
    var identity: String?

    @Flag(help: "Nobody: the person signs in by password alone.")
    var nobody = false

    func validate() throws {
        guard (identity == nil) == nobody else {
            throw ValidationError("Give --identity or --nobody.")
        }
    }

    func run() throws {
        try common.run { texts in
            try common.administration().identify(pseudonym, as: identity)
            Console.standard.print(texts.personIdentified(pseudonym, isSomebody: !nobody))
        }
    }
}
