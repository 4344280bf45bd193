import ArgumentParser
import FieldModel

struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: say("Lista poster av alla eller några sorter.", "List records of all or some kinds."),
        discussion: say(
            """
            Tecknet efter id: ! öppen konflikt, × tillbakatagen.

              field list iakttagelse händelse --area Vällingby --from 2024-11-11
              field list --text "trasig belysn" --json
            """,
            """
            The sign after the id: ! open conflict, × withdrawn.

              field list observation incident --area Vällingby --from 2024-11-11
              field list --text "broken light" --json
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(
        help: ArgumentHelp(say("Sorterna; annars alla.", "The kinds; else all.")),
        completion: .list(Catalogue.kinds.map(\.name))
    )
    var kinds: [String] = []

    @OptionGroup var filter: FilterOptions

    func run() throws {
        let definitions = try kinds.map { name in
            guard let kind = Catalogue.kind(written: name) else {
                let problem = InputProblem(.unknownKind(name, nearest: Catalogue.nearestKinds(to: name)))
                throw CommandError.notUnderstood(problem)
            }
            return kind
        }
        try Workplace(common).list(definitions.isEmpty ? Catalogue.kinds : definitions, filter)
    }
}
