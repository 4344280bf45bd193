import ArgumentParser
import FieldModel
import SyncCore
import Terminal

struct WalkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "walk",
        abstract: say("Börja, avsluta eller lista vandringar.", "Start, end or list walks."),
        subcommands: [WalkStartCommand.self, WalkEndCommand.self, WalkListCommand.self]
    )
}

struct WalkStartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: say("Börja en vandring, rond eller dialog.", "Start a walk, a round or a dialogue."),
        discussion: say(
            """
            Tills den avslutas tar field observe, incident och settlement område och plats från den.

              field walk start --type trygghetsvandring --place "Hässelby torg" --title "Höstvandring"
            """,
            """
            Until it ends, field observe, incident and settlement take area and place from it.

              field walk start --type safety_walk --place "Hässelby torg" --title "Autumn walk"
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Option(
        help: ArgumentHelp(
            say("Sort; annars trygghetsvandring.", "The type; else safety_walk."),
            valueName: say("sort", "type")
        ),
        completion: .choices(of: WalkType.self)
    )
    var type: String?

    @Option(help: ArgumentHelp(say("Rubrik.", "Title.")))
    var title: String?

    @OptionGroup var whereabouts: WhereOptions

    @Option(
        help: ArgumentHelp(
            say(
                "En organisation som är med; flera gånger.",
                "An organisation that takes part; several times."
            )
        )
    )
    var organisation: [String] = []

    @Option(help: ArgumentHelp(say("Anteckningar, utan personuppgifter.", "Notes, without personal data.")))
    var notes: String?

    func run() throws {
        let workplace = try Workplace(common, orKeep: .commandLine)
        if let running = try workplace.runningWalk() {
            throw CommandError.walkIsRunning(try workplace.named(running))
        }
        let id = workplace.newID()
        var entry = TypedRecord(Walk.definition, id: id)
        entry.set(Walk.type, type ?? WalkType.safetyWalk.identifier)
        entry.set(Walk.title, title)
        entry.set(Walk.area, whereabouts.area)
        entry.set(Walk.place, whereabouts.place)
        entry.set(Walk.startedAt, whereabouts.at ?? workplace.now.iso8601)
        entry.set(Walk.notes, notes)
        entry.add(Walk.organisations, organisation)
        try workplace.fillWhereabouts(of: &entry, area: Walk.area, place: Walk.place)
        // The note comes first: of a walk that was not saved it says nothing, whenever the computer stops.
        try workplace.noteRunningWalk(id)
        try workplace.tellSaved(workplace.save(entry))
    }
}

struct WalkEndCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: say("Avsluta vandringen som pågår.", "End the walk under way."),
        discussion: say(
            "  field walk end --participants 14 --notes \"God uppslutning\"",
            "  field walk end --participants 14 --notes \"Good attendance\""
        )
    )

    @OptionGroup var common: CommonOptions

    @Option(
        help: ArgumentHelp(
            say("När den slutade; annars nu.", "When it ended; else now."),
            valueName: say("tid", "time")
        )
    )
    var at: String?

    @Option(help: ArgumentHelp(say("Antal deltagare.", "The number of participants.")))
    var participants: String?

    @Option(
        help: ArgumentHelp(
            say(
                "En organisation som var med; flera gånger.",
                "An organisation that took part; several times."
            )
        )
    )
    var organisation: [String] = []

    @Option(help: ArgumentHelp(say("Anteckningar, utan personuppgifter.", "Notes, without personal data.")))
    var notes: String?

    func run() throws {
        let workplace = try Workplace(common, orKeep: .commandLine)
        guard let walk = try workplace.runningWalk() else { throw CommandError.noWalkIsRunning }
        var entry = TypedRecord(Walk.definition, id: walk.key.id)
        entry.set(Walk.endedAt, at ?? workplace.now.iso8601)
        entry.set(Walk.participants, participants)
        entry.set(Walk.notes, notes)
        entry.add(Walk.organisations, organisation)
        let ended = try workplace.save(entry)
        try workplace.noteRunningWalk(nil)
        try workplace.tellSaved(ended)
    }
}

struct WalkListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: say("Lista vandringar.", "List walks."),
        discussion: "  field walk list --json"
    )

    @OptionGroup var common: CommonOptions

    @OptionGroup var filter: FilterOptions

    func run() throws {
        try Workplace(common).list([Walk.definition], filter)
    }
}
