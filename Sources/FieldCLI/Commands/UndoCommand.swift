import ArgumentParser
import FieldModel
import SyncCore
import Terminal

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: say("Ångra det du senast skrev i en post.", "Undo what you wrote last in a record."),
        discussion: say(
            """
            De värden som ändringen ersatte kommer tillbaka, en löst konflikt öppnas igen, en tillbakatagen
            post återställs. Det som någon annan skrivit sedan rörs inte.

              field undo 3f2a81c0
              field undo 3f2a81c0 status
            """,
            """
            The values that the change superseded come back, a settled conflict opens again, a withdrawn
            record is restored. What others have written since is not touched.

              field undo 3f2a81c0
              field undo 3f2a81c0 status
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Posten.", "The record.")))
    var record: String

    @Argument(help: ArgumentHelp(say("Bara det fältet.", "That field only.")))
    var field: String?

    func run() throws {
        let workplace = try Workplace(common)
        let view = try workplace.record(meant: record)
        let only = try field.map { name in
            if name == "withdrawal" || name == "tillbakatagande" { return FieldNumber.withdrawal }
            let kind = Catalogue.kind(view.key.kind)
            guard let found = kind?.field(written: name) else {
                let nearest = kind?.nearestFields(to: name) ?? []
                let problem = InputProblem(.unknownField(name, nearest: nearest))
                throw CommandError.notUnderstood(problem)
            }
            return found.number
        }
        let history = try workplace.replica.history(of: view.key, in: workplace.space)
        let author = workplace.membership.pseudonym
        guard let undoing = Undoing(history, of: view, by: author, only: only) else {
            throw CommandError.nothingToUndo(try workplace.named(view))
        }
        let undone = try workplace.change(view, by: undoing.edits, typed: [])
        if common.json { return try workplace.tellSaved(undone) }
        let names = undoing.edits.map { workplace.texts.label(of: $0.field, in: view.key.kind) }
        workplace.console.print(
            workplace.texts.undone(
                try workplace.afterSaving { try workplace.named(undone) },
                names.joined(separator: ", ")
            )
        )
    }
}
