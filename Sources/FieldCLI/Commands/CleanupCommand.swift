import ArgumentParser
import FieldModel
import SyncCore

struct CleanupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cleanup",
        abstract: say("Anteckna en sanering.", "Record a clean-up."),
        discussion: say(
            "  field cleanup --settlement Bräckefaret --cost 48500 --volume 32 --contractor \"Ragn-Sells\"",
            "  field cleanup --settlement Bräckefaret --cost 48500 --volume 32 --contractor \"Ragn-Sells\""
        )
    )

    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp(say("Bosättningen som sanerades.", "The settlement that was cleaned up.")))
    var settlement: String?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            say(
                "Platsen; utan bosättning annars vandringens.",
                "The place; without a settlement else the walk's."
            )
        )
    )
    var place: String?

    @Option(
        help: ArgumentHelp(say("Dagen; annars i dag.", "The day; else today."), valueName: say("dag", "day"))
    )
    var on: String?

    @Option(help: ArgumentHelp(say("Kostnad i kronor.", "The cost in kronor.")))
    var cost: String?

    @Option(help: ArgumentHelp(say("Volym i kubikmeter.", "The volume in cubic metres.")))
    var volume: String?

    @Option(help: ArgumentHelp(say("Utförare: en organisation.", "The contractor: an organisation.")))
    var contractor: String?

    @Option(help: ArgumentHelp(say("Vem som betalade: en organisation.", "Who paid: an organisation.")))
    var paidBy: String?

    func run() throws {
        let workplace = try Workplace(common, orKeep: .commandLine)
        var entry = TypedRecord(Cleanup.definition)
        entry.set(Cleanup.settlement, settlement)
        entry.set(Cleanup.place, place)
        entry.set(Cleanup.cleanedOn, on ?? workplace.today.iso8601)
        entry.set(Cleanup.cost, cost)
        entry.set(Cleanup.volume, volume)
        entry.set(Cleanup.contractor, contractor)
        entry.set(Cleanup.paidBy, paidBy)
        if !entry.has(Cleanup.settlement) {
            entry.setUnlessTyped(Cleanup.place, try workplace.runningWalk()?[Walk.place]?.uuidString)
        }
        try workplace.tellSaved(workplace.save(entry))
    }
}
