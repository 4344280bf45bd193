import ArgumentParser
import FieldModel
import SyncCore

struct PlaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "place",
        abstract: say("Lägg till eller lista platser.", "Add or list places."),
        subcommands: [PlaceAddCommand.self, PlaceListCommand.self]
    )
}

struct PlaceAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: say("Lägg till en plats.", "Add a place."),
        discussion: say(
            """
            Den som lägger till samma plats på en annan dator möter samma post. Namnet ändras sedan med
            field edit PLATS shown_name=NAMN.

              field place add "Hässelby torg" --area "Hässelby gård" --land kommunal --priority hög
            """,
            """
            Who adds the same place on another computer meets the same record. It is renamed later by
            field edit PLACE shown_name=NAME.

              field place add "Hässelby torg" --area "Hässelby gård" --land municipal --priority high
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Namnet.", "The name.")))
    var name: String

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(say("Området; annars vandringens.", "The area; else the walk's."))
    )
    var area: String?

    @Option(help: ArgumentHelp(say("Läget.", "The position.")))
    var position: String?

    @Option(
        help: ArgumentHelp(
            say("Problembild; flera gånger om det behövs.", "A concern; several times if need be.")
        ),
        completion: .choices(of: Concern.self)
    )
    var concern: [String] = []

    @Option(
        help: ArgumentHelp(say("Vems marken är.", "Whose land it is.")),
        completion: .choices(of: LandOwnership.self)
    )
    var land: String?

    @Option(
        help: ArgumentHelp(say("Prioritet.", "The priority.")),
        completion: .choices(of: PlacePriority.self)
    )
    var priority: String?

    @Option(
        help: ArgumentHelp(
            say("Tillstånd; flera gånger om det behövs.", "A permit; several times if need be.")
        ),
        completion: .choices(of: Permit.self)
    )
    var permit: [String] = []

    @Option(help: ArgumentHelp(say("Orsaksanalys.", "The analysis of causes.")))
    var causes: String?

    func run() throws {
        let workplace = try Workplace(common, orKeep: .commandLine)
        var entry = TypedRecord(Place.definition)
        entry.set(Place.name, name)
        entry.set(Place.area, area)
        entry.set(Place.position, position)
        entry.set(Place.land, land)
        entry.set(Place.priority, priority)
        entry.set(Place.causeAnalysis, causes)
        entry.add(Place.concerns, concern)
        entry.add(Place.permits, permit)
        if let walk = try workplace.runningWalk() {
            entry.setUnlessTyped(Place.area, walk[Walk.area]?.uuidString)
        }
        try workplace.tellSaved(workplace.save(entry))
    }
}

struct PlaceListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: say("Lista platser.", "List places."),
        discussion: "  field place list --area Vällingby"
    )

    @OptionGroup var common: CommonOptions

    @OptionGroup var filter: FilterOptions

    func run() throws {
        try Workplace(common).list([Place.definition], filter)
    }
}
