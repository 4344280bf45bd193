import ArgumentParser
import FieldModel
import Terminal

struct SettlementCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settlement",
        abstract: say(
            "Olovliga bosättningar och kontroller av dem.",
            "Unauthorised settlements and checks of them."
        ),
        subcommands: [SettlementAddCommand.self, SettlementCheckCommand.self, SettlementListCommand.self]
    )
}

struct SettlementAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: say("Anteckna en bosättning.", "Record a settlement."),
        discussion: say(
            "  field settlement add --place Bräckefaret --land kommunal --status bekräftad",
            "  field settlement add --place Bräckefaret --land municipal --status confirmed"
        )
    )

    @OptionGroup var common: CommonOptions

    @OptionGroup var whereabouts: WhereOptions

    @Option(
        help: ArgumentHelp(say("Vems marken är.", "Whose land it is.")),
        completion: .choices(of: LandOwnership.self)
    )
    var land: String?

    @Option(help: ArgumentHelp(say("Markägaren: en organisation.", "The landowner: an organisation.")))
    var landowner: String?

    @Option(
        help: ArgumentHelp(say("Status; annars misstänkt.", "The status; else suspected.")),
        completion: .choices(of: SettlementStatus.self)
    )
    var status: String?

    func run() throws {
        let workplace = try Workplace(common, orKeep: .commandLine)
        var entry = TypedRecord(Settlement.definition)
        entry.set(Settlement.area, whereabouts.area)
        entry.set(Settlement.place, whereabouts.place)
        entry.set(Settlement.position, whereabouts.position)
        entry.set(Settlement.land, land)
        entry.set(Settlement.landowner, landowner)
        entry.set(Settlement.firstSeenOn, whereabouts.at ?? workplace.today.iso8601)
        entry.set(Settlement.status, status ?? SettlementStatus.suspected.identifier)
        try workplace.fillWhereabouts(of: &entry, area: Settlement.area, place: Settlement.place)
        try workplace.tellSaved(workplace.save(entry))
    }
}

struct SettlementCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: say("Anteckna en kontroll av en bosättning.", "Record a check of a settlement."),
        discussion: say(
            """
            Bosättningen menas med sin plats eller början på sitt id. Antal, aldrig personer.

              field settlement check Bräckefaret --shelters 4 --fire-risk hög --waste 12,5 --police
            """,
            """
            The settlement is meant by its place or the beginning of its id. Counts, never people.

              field settlement check Bräckefaret --shelters 4 --fire-risk high --waste 12.5 --police
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Bosättningen.", "The settlement.")))
    var settlement: String

    @Option(
        help: ArgumentHelp(say("När; annars nu.", "When; else now."), valueName: say("tid", "time"))
    )
    var at: String?

    @Option(help: ArgumentHelp(say("Antal skydd.", "The number of shelters.")))
    var shelters: String?

    @Option(help: ArgumentHelp(say("Uppskattat antal personer.", "The estimated number of persons.")))
    var persons: String?

    @Option(
        help: ArgumentHelp(say("Brandrisk.", "The fire risk.")),
        completion: .choices(of: FireRisk.self)
    )
    var fireRisk: String?

    @Option(help: ArgumentHelp(say("Avfall i kubikmeter.", "Waste in cubic metres.")))
    var waste: String?

    @Option(help: ArgumentHelp(say("Vidtagen åtgärd.", "The action taken.")))
    var action: String?

    @Flag(inversion: .prefixedNo, help: ArgumentHelp(say("Polis på plats.", "Police present.")))
    var police: Bool?

    @Option(help: ArgumentHelp(say("Anteckningar, utan personuppgifter.", "Notes, without personal data.")))
    var notes: String?

    func run() throws {
        let workplace = try Workplace(common, orKeep: .commandLine)
        var entry = TypedRecord(SettlementCheck.definition)
        entry.set(SettlementCheck.settlement, settlement)
        entry.set(SettlementCheck.checkedAt, at ?? workplace.now.iso8601)
        entry.set(SettlementCheck.shelters, shelters)
        entry.set(SettlementCheck.personsEstimate, persons)
        entry.set(SettlementCheck.fireRisk, fireRisk)
        entry.set(SettlementCheck.waste, waste)
        entry.set(SettlementCheck.actionTaken, action)
        entry.set(SettlementCheck.policePresent, police.map { $0 ? "true" : "false" })
        entry.set(SettlementCheck.notes, notes)
        try workplace.tellSaved(workplace.save(entry))
    }
}

struct SettlementListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: say("Lista bosättningar.", "List settlements."),
        discussion: say(
            "  field settlement list --status bekräftad",
            "  field settlement list --status confirmed"
        )
    )

    @OptionGroup var common: CommonOptions

    @OptionGroup var filter: FilterOptions

    @Flag(help: ArgumentHelp(say("Kontrollerna i stället.", "The checks in place of them.")))
    var checks = false

    func run() throws {
        let kind = checks ? SettlementCheck.definition : Settlement.definition
        try Workplace(common).list([kind], filter)
    }
}
