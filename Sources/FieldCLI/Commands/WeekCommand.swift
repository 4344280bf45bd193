import ArgumentParser
import FieldModel
import Situation
import SyncCore
import Terminal

struct WeekCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "week",
        abstract: say("Lägesnivån i varje område och vecka.", "The situation level of each area and week."),
        subcommands: [WeekSetCommand.self, WeekShowCommand.self]
    )
}

struct WeekSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: say("Ge ett område dess nivå för en vecka.", "Give an area its level for a week."),
        discussion: say(
            """
            Det förslag som modellen ger ur det antecknade sparas bredvid. Kräver rätten att granska.

              field week set Vällingby 2024-W46 3 --why "Två ordningsstörningar vid tunnelbanan"
            """,
            """
            What the model proposes from what is recorded is kept beside it. Needs the right to review.

              field week set Vällingby 2024-W46 3 --why "Two disturbances at the metro"
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Området.", "The area.")))
    var area: String

    @Argument(help: ArgumentHelp(say("Veckan: 2024-W46, v46.", "The week: 2024-W46, 46.")))
    var week: String

    @Argument(help: ArgumentHelp(say("Nivån, 1–5.", "The level, 1–5.")))
    var level: String

    @Option(
        help: ArgumentHelp(
            say("Motivering, utan personuppgifter.", "The justification, without personal data.")
        )
    )
    var why: String?

    @Option(
        help: ArgumentHelp(
            say(
                "En organisation som var med; flera gånger.",
                "An organisation that took part; several times."
            )
        )
    )
    var organisation: [String] = []

    @Option(
        help: ArgumentHelp(say("Status; annars utkast.", "The state; else draft.")),
        completion: .choices(of: AssessmentState.self)
    )
    var state: String?

    func run() throws {
        let workplace = try Workplace(common, orKeep: .commandLine)
        var entry = TypedRecord(WeeklyAssessment.definition)
        entry.set(WeeklyAssessment.area, area)
        entry.set(WeeklyAssessment.level, level)
        entry.set(WeeklyAssessment.justification, why)
        entry.set(WeeklyAssessment.state, state ?? AssessmentState.draft.identifier)
        entry.add(WeeklyAssessment.organisations, organisation)
        if let week = ISOWeek(typed: week, today: workplace.today) {
            entry.set(WeeklyAssessment.isoYear, String(week.year))
            entry.set(WeeklyAssessment.isoWeek, String(week.week))
        } else {
            entry.set(WeeklyAssessment.isoWeek, week)
        }
        try workplace.tellSaved(workplace.save(entry))
    }
}

struct WeekShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: say("Visa föreslagna och beslutade nivåer.", "Show proposed and decided levels."),
        discussion: say(
            """
            En vecka: varje område med förslag, beslut och skäl. Ett år: veckor och områden i en matris.
            En punkt betyder att ingen har varit där, inte att det var lugnt.

              field week show 2024-W46
              field week show --year 2024 --weeks 1-45
              field week show --year 2024 --weeks 1-45 --csv
            """,
            """
            A week: each area with what is proposed, what was decided, and why. A year: weeks and areas in a
            matrix. A dot means that nobody was there, not that it was calm.

              field week show 2024-W46
              field week show --year 2024 --weeks 1-45
              field week show --year 2024 --weeks 1-45 --csv
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Veckan; annars den här.", "The week; else this one.")))
    var week: String?

    @Option(help: ArgumentHelp(say("Ett helt år i stället.", "A whole year in place of it.")))
    var year: Int?

    @Option(help: ArgumentHelp(say("Av året de veckorna: 1-45.", "Of the year these weeks: 1-45.")))
    var weeks: String?

    @Flag(
        help: ArgumentHelp(
            say(
                "CSV: år, vecka, område, föreslagen nivå, om någon var där.",
                "CSV: year, week, area, proposed level, whether anybody was there."
            )
        )
    )
    var csv = false

    func validate() throws {
        guard week == nil || year == nil else {
            throw ValidationError(
                say("Ange en vecka eller --year, inte båda.", "Give a week or --year, not both.")
            )
        }
        guard weeks == nil || year != nil else {
            throw ValidationError(say("--weeks hör till --year.", "--weeks goes with --year."))
        }
    }

    func run() throws {
        let workplace = try Workplace(common)
        let weeks = try chosenWeeks(today: workplace.today)
        let matrix = try LevelListing(of: workplace, weeks: weeks)
        if common.json {
            try matrix.printLines()
        } else if csv {
            matrix.printCSV()
        } else if year != nil {
            matrix.printMatrix()
        } else {
            try matrix.printWeek()
        }
    }

    private func chosenWeeks(today: CalendarDate) throws -> [ISOWeek] {
        guard let year else {
            guard let week else { return [ISOWeek(containing: today)] }
            guard let chosen = ISOWeek(typed: week, today: today) else {
                throw CommandError.notUnderstood(InputProblem(.unreadableWeek(week)))
            }
            return [chosen]
        }
        let bounds = (weeks ?? "1-53").split(omittingEmptySubsequences: false) { "-–".contains($0) }
            .map { Int($0) }
        guard bounds.count <= 2, let first = bounds.first ?? nil, let last = bounds.last ?? nil,
            first <= last, ISOWeek(year: year, week: first) != nil, last <= 53
        else { throw CommandError.notUnderstood(InputProblem(.unreadableWeek(weeks ?? "\(year)"))) }
        return (first...last).compactMap { ISOWeek(year: year, week: $0) }
    }
}
