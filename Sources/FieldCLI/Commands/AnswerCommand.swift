import ArgumentParser
import FieldModel
import SyncCore
import Terminal

struct AnswerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer",
        abstract: say("Svara på en fråga från granskarna.", "Answer a reviewer's question."),
        discussion: say(
            "  field answer 3f2a81c0 \"Lampan närmast uppgången\"",
            "  field answer 3f2a81c0 \"The lamp nearest to the exit\""
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(
        help: ArgumentHelp(
            say("Frågan, som field tasks visar den.", "The question, as field tasks shows it.")
        )
    )
    var question: String

    @Argument(help: ArgumentHelp(say("Svaret.", "The answer.")))
    var text: String

    func run() throws {
        let workplace = try Workplace(common, orKeep: .commandLine)
        let view = try workplace.question(meant: question)
        let answered = try workplace.edit(view, ["\(Question.answer.definition.name)=\(text)"])
        if common.json {
            try workplace.tellSaved(answered)
        } else {
            let id = try workplace.afterSaving { try workplace.shortID(of: answered.key) }
            workplace.console.print(workplace.texts.answered(id))
        }
    }
}
