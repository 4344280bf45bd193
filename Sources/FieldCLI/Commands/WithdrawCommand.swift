import ArgumentParser
import SyncCore
import Terminal

struct WithdrawCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: say("Ta tillbaka en post.", "Withdraw a record."),
        discussion: say(
            """
            Posten räknas inte längre, men finns kvar med sin historik. Har någon annan skrivit i den under
            tiden blir det en konflikt. Ångra med field undo.

              field withdraw 3f2a81c0
            """,
            """
            The record counts no longer, but stays with its history. If another person wrote in it meanwhile,
            that is a conflict. Undo with field undo.

              field withdraw 3f2a81c0
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Posten.", "The record.")))
    var record: String

    func run() throws {
        let workplace = try Workplace(common)
        let view = try workplace.record(meant: record)
        let withdrawn = try workplace.change(view, by: [.withdraw], typed: [])
        if common.json {
            try workplace.tellSaved(withdrawn)
        } else {
            workplace.console.print(
                workplace.texts.withdrawn(try workplace.afterSaving { try workplace.named(view) })
            )
        }
    }
}
