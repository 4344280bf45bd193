import ArgumentParser
import FieldModel

struct IncidentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incident",
        abstract: say(
            "Anteckna en händelse som någon har rapporterat.",
            "Record an incident that someone reported."
        ),
        discussion: say(
            "  field incident skadegörelse \"Krossade rutor på skolan\" --area Vällingby --reported-by skola",
            "  field incident vandalism \"Broken windows at the school\" --area Vällingby --reported-by "
                + "school"
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Kategorin.", "The category.")), completion: .choices(of: Category.self))
    var category: String

    @Argument(
        help: ArgumentHelp(
            say("Vad som hände, utan personuppgifter.", "What happened, without personal data.")
        )
    )
    var description: String?

    @OptionGroup var whereabouts: WhereOptions

    @OptionGroup var grave: GravityOption

    @Option(
        help: ArgumentHelp(say("Vem som rapporterade: en roll.", "Who reported it: a role.")),
        completion: .choices(of: Reporter.self)
    )
    var reportedBy: String?

    func run() throws {
        let workplace = try Workplace(common, orKeep: .commandLine)
        var entry = TypedRecord(Incident.definition)
        entry.set(Incident.category, category)
        entry.set(Incident.description, description)
        entry.set(Incident.area, whereabouts.area)
        entry.set(Incident.place, whereabouts.place)
        entry.set(Incident.position, whereabouts.position)
        entry.set(Incident.occurredAt, whereabouts.at ?? workplace.now.iso8601)
        entry.set(Incident.gravity, grave.gravity)
        entry.set(Incident.reportedBy, reportedBy)
        try workplace.fillWhereabouts(of: &entry, area: Incident.area, place: Incident.place)
        try workplace.tellSaved(workplace.save(entry))
    }
}
