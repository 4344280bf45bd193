import ArgumentParser
import FieldModel
import SyncCore
import Terminal

struct DraftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft",
        abstract: say("Det du skrev och som inte godtogs.", "What you typed and what was not accepted."),
        subcommands: [
            DraftListCommand.self, DraftShowCommand.self, DraftSaveCommand.self, DraftDropCommand.self,
        ]
    )
}

struct DraftListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: say("Lista utkasten.", "List the drafts."),
        discussion: "  field draft list"
    )

    @OptionGroup var common: CommonOptions

    func run() throws {
        let home = Home(common.home)
        let console = Console.standard
        let texts = common.texts
        let rows = try home.drafts.names().map { name in (name, try home.drafts.draft(named: name)) }
        if common.json {
            for (name, draft) in rows {
                let document: [String: JSONValue] = [
                    "name": .string(name),
                    "space_id": .string(draft.space),
                    "made_at": .string(Stockholm.instant(atMilliseconds: draft.madeAt).iso8601),
                    "summary": .string(texts.summary(of: draft.content)),
                ]
                console.print(JSONValue.object(document).line)
            }
            return
        }
        guard !rows.isEmpty else { return console.tell(texts.noDrafts) }
        let cells = rows.map { name, draft in
            [
                name, Stockholm.instant(atMilliseconds: draft.madeAt).readable,
                texts.summary(of: draft.content),
            ]
        }
        console.print(Table(headings: texts.draftHeadings, rows: cells).text(width: console.width))
    }
}

struct DraftShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: say("Visa ett utkast.", "Show a draft."),
        discussion: "  field draft show 1"
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Utkastets nummer.", "The draft's number.")))
    var name: String

    func run() throws {
        let draft = try Home(common.home).drafts.draft(named: name)
        switch draft.content {
        case .record(let line): Console.standard.print(line)
        case .edit(let kind, let record, let assignments):
            Console.standard.print("\(kind) \(record) \(assignments.joined(separator: " "))")
        case .lines(let text): Console.standard.print(text)
        }
    }
}

struct DraftSaveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "save",
        abstract: say("Spara ett utkast, rättat.", "Save a draft, mended."),
        discussion: say(
            """
            Utkastet försvinner när det är sparat, inte förr.

              field draft save 1 kategori=belysning område=Vällingby
            """,
            """
            The draft goes when it is saved, not before.

              field draft save 1 category=lighting area=Vällingby
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Utkastets nummer.", "The draft's number.")))
    var name: String

    @Argument(
        help: ArgumentHelp(say("Rättelser.", "Corrections."), valueName: say("fält=värde", "field=value"))
    )
    var assignments: [String] = []

    func run() throws {
        let drafts = Home(common.home).drafts
        let draft = try drafts.draft(named: name)
        var options = common
        options.space = draft.space
        // What is still not accepted stays under the same name, with the corrections.
        let workplace = try Workplace(options, saving: name)
        try workplace.save(draft, named: name, mendedBy: assignments)
        try drafts.remove(name)
    }
}

struct DraftDropCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop",
        abstract: say("Släng ett utkast.", "Throw a draft away."),
        discussion: "  field draft drop 1"
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Utkastets nummer.", "The draft's number.")))
    var name: String

    func run() throws {
        try Home(common.home).drafts.remove(name)
        Console.standard.tell(common.texts.dropped(name))
    }
}
