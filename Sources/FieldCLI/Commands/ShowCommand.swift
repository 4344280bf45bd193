import ArgumentParser
import FieldModel

struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: say("Visa en post, och hur den blev till.", "Show a record, and how it came about."),
        discussion: say(
            "  field show 3f2a81c0 --history\n  field show \"Hässelby torg\"",
            "  field show 3f2a81c0 --history\n  field show \"Hässelby torg\""
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(
        help: ArgumentHelp(say("Början på ett id, eller ett namn.", "The beginning of an id, or a name."))
    )
    var record: String

    @Flag(
        help: ArgumentHelp(
            say("Vem skrev vad, när, och vad det ersatte.", "Who wrote what, when, and what it superseded.")
        )
    )
    var history = false

    func run() throws {
        let workplace = try Workplace(common)
        let view = try workplace.record(meant: record)
        if history {
            try workplace.showHistory(of: view)
        } else {
            try workplace.show(view)
        }
    }
}
