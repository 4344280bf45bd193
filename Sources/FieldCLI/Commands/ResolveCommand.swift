import ArgumentParser
import FieldModel
import SyncCore
import Terminal

struct ResolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: say("Avgör en öppen konflikt.", "Settle an open conflict."),
        discussion: say(
            """
            Välj ett av värdena med dess bokstav i field conflicts, eller skriv ett tredje. Går bra utan
            uppkoppling, och kan ångras med field undo.

              field resolve 3f2a81c0 status --choose a
              field resolve 3f2a81c0 status --value sanerad
              field resolve 3f2a81c0 withdrawal --choose keep
            """,
            """
            Choose one of the values by its letter in field conflicts, or write a third one. It needs no
            connection, and can be undone by field undo.

              field resolve 3f2a81c0 status --choose a
              field resolve 3f2a81c0 status --value cleaned
              field resolve 3f2a81c0 withdrawal --choose keep
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Posten.", "The record.")))
    var record: String

    @Argument(
        help: ArgumentHelp(say("Fältet; behövs om flera är öppna.", "The field; needed if several are open."))
    )
    var field: String?

    @Option(
        help: ArgumentHelp(
            say(
                "Värdets bokstav; keep eller withdraw för ett tillbakatagande.",
                "The value's letter; keep or withdraw for a withdrawal."
            )
        )
    )
    var choose: String?

    @Option(help: ArgumentHelp(say("Ett tredje värde.", "A third value.")))
    var value: String?

    func validate() throws {
        guard choose == nil || value == nil else {
            throw ValidationError(
                say("Ange --choose eller --value, inte båda.", "Give --choose or --value, not both.")
            )
        }
    }

    func run() throws {
        let workplace = try Workplace(common, orKeep: .commandLine)
        let view = try workplace.record(meant: record)
        let conflict = try workplace.openConflict(of: view, field: field)
        let edit: FieldEdit
        var typed: [String] = []
        switch conflict {
        case .withdrawal: edit = try withdrawalEdit(workplace, view)
        case .field(let open, let definition):
            edit = try fieldEdit(workplace, view, open, definition)
            // A choice is made again in a moment; a third value may be a long text.
            typed = value.map { ["\(definition.name)=\($0)"] } ?? []
        }
        let settled = try workplace.change(view, by: [edit], typed: typed)
        try workplace.tellSaved(settled)
    }

    private func withdrawalEdit(_ workplace: Workplace, _ view: RecordView) throws -> FieldEdit {
        let choices = ["keep", "withdraw"]
        let question = workplace.texts.withdrawalQuestion
        switch try choose?.lowercased()
            ?? workplace.ask(question, choices, about: view, field: "withdrawal")
        {
        case "keep", "behåll": return .restore
        case "withdraw", "ta tillbaka", "tatillbaka": return .withdraw
        case let other: throw CommandError.noSuchChoice(other, choices: choices)
        }
    }

    private func fieldEdit(
        _ workplace: Workplace,
        _ view: RecordView,
        _ open: FieldView,
        _ definition: FieldDefinition
    ) throws -> FieldEdit {
        if let value {
            return .set(open.number, try workplace.value(value, of: definition, for: view))
        }
        let alternatives = Alternatives(of: open)
        let letters = alternatives.contents.indices.map(Alternatives.letter)
        if choose == nil, workplace.console.canAsk { try workplace.showConflicts(of: view) }
        let question = workplace.texts.choiceQuestion(
            workplace.texts.label(of: open.number, in: view.key.kind)
        )
        let letter = try choose ?? workplace.ask(question, letters, about: view, field: definition.name)
        guard let index = letters.firstIndex(of: letter.lowercased()),
            case .value(let bytes) = alternatives.contents[index]
        else { throw CommandError.noSuchChoice(letter, choices: letters) }
        let chosen = try Value(canonicalBytes: bytes)
        return chosen == .empty ? .clear(open.number) : .set(open.number, chosen)
    }
}
