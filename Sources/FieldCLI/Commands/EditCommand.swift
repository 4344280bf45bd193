import ArgumentParser
import Terminal

struct EditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: say("Ändra fält i en post.", "Change fields of a record."),
        discussion: say(
            """
            fält=värde sätter, fält= tömmer, fält+=värde och fält-=värde ändrar en mängd. Namn och värden
            på svenska eller som i --json.

              field edit 3f2a81c0 status=åtgärdad etiketter+=uppföljning
              field edit "Hässelby torg" shown_name="Hässelby torg, norra"
            """,
            """
            field=value sets, field= clears, field+=value and field-=value change a set. Names and values
            in Swedish or as in --json.

              field edit 3f2a81c0 status=remedied tags+=follow-up
              field edit "Hässelby torg" shown_name="Hässelby torg, norra"
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(
        help: ArgumentHelp(
            say("Posten: början på ett id, eller ett namn.", "The record: the beginning of an id, or a name.")
        )
    )
    var record: String

    @Argument(
        help: ArgumentHelp(say("Tilldelningar.", "Assignments."), valueName: say("fält=värde", "field=value"))
    )
    var assignments: [String]

    func run() throws {
        let workplace = try Workplace(common, orKeep: .commandLine)
        let view = try workplace.record(meant: record)
        let changed = try workplace.edit(view, assignments)
        if changed == view, !common.json {
            workplace.console.print(workplace.texts.unchanged(try workplace.named(view)))
        } else {
            try workplace.tellSaved(changed)
        }
    }
}
