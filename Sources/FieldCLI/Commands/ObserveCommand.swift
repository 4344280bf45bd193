import ArgumentParser
import FieldModel

struct ObserveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "observe",
        abstract: say("Anteckna en iakttagelse.", "Record an observation."),
        discussion: say(
            """
            Område, plats och vandring tas från den vandring som pågår.

              field observe belysning "Tre lampor släckta vid uppgången" --gravity lindrig --tag kväll
              field observe dumpning --place Bräckefaret --at "i går 9.30" --photo DSC_0412.JPG
            """,
            """
            Area, place and walk are taken from the walk under way.

              field observe lighting "Three lamps out by the exit" --gravity mild --tag evening
              field observe dumping --place Bräckefaret --at "yesterday 9.30" --photo DSC_0412.JPG
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Kategorin.", "The category.")), completion: .choices(of: Category.self))
    var category: String

    @Argument(
        help: ArgumentHelp(say("Vad du såg, utan personuppgifter.", "What you saw, without personal data."))
    )
    var description: String?

    @OptionGroup var whereabouts: WhereOptions

    @OptionGroup var grave: GravityOption

    @Option(
        help: ArgumentHelp(
            say("En åtgärd; flera gånger om det behövs.", "A measure; several times if need be.")
        )
    )
    var measure: [String] = []

    @Option(help: ArgumentHelp(say("Ansvarig organisation.", "The responsible organisation.")))
    var responsible: String?

    @Option(
        help: ArgumentHelp(say("Status; annars öppen.", "The status; else open.")),
        completion: .choices(of: ObservationStatus.self)
    )
    var status: String?

    @Option(
        help: ArgumentHelp(say("En etikett; flera gånger om det behövs.", "A tag; several times if need be."))
    )
    var tag: [String] = []

    @Option(
        help: ArgumentHelp(
            say(
                "En bild, JPEG eller PNG; flera gånger om det behövs. Plats, tid och kamera tas bort ur den.",
                "A photo, JPEG or PNG; several times if need be. Place, time and camera are taken out of it."
            ),
            valueName: say("fil", "file")
        ),
        completion: .file(extensions: ["jpg", "jpeg", "png"])
    )
    var photo: [String] = []

    func run() throws {
        let workplace = try Workplace(common, orKeep: .commandLine)
        var entry = TypedRecord(Observation.definition)
        entry.set(Observation.category, category)
        entry.set(Observation.description, description)
        entry.set(Observation.area, whereabouts.area)
        entry.set(Observation.place, whereabouts.place)
        entry.set(Observation.position, whereabouts.position)
        entry.set(Observation.observedAt, whereabouts.at ?? workplace.now.iso8601)
        entry.set(Observation.gravity, grave.gravity)
        entry.set(Observation.responsible, responsible)
        entry.set(Observation.status, status ?? ObservationStatus.open.identifier)
        entry.add(Observation.measures, measure)
        entry.add(Observation.tags, tag)
        entry.add(Observation.photos, photo.map(\.absolutePath))
        try workplace.fillWhereabouts(
            of: &entry,
            walk: Observation.walk,
            area: Observation.area,
            place: Observation.place
        )
        try workplace.tellSaved(workplace.save(entry))
    }
}
