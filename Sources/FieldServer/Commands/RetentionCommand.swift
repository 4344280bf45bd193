import ArgumentParser
import FieldModel
import SyncServer
import Terminal

struct RetentionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Rules by which records are erased some time after their last change.",
        subcommands: [
            RetentionSetCommand.self, RetentionListCommand.self, RetentionRemoveCommand.self,
            RetentionRunCommand.self,
        ]
    )
}

struct RetentionSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set a kind's rule, in the place of a former one.",
        discussion: """
            Nothing is erased before retention run. Without --space: in every space that there is now.

              field-server retention set survey_response --years 2
              field-server retention set observation --after 1825 --space hv-shared
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The kind of record: observation, walk, survey_response …")
    var kind: String

    @Option(help: ArgumentHelp("Days after the last change.", valueName: "days"))
    var after: Int?

    @Option(help: ArgumentHelp("Calendar years after the last change.", valueName: "n"))
    var years: Int?

    @Option(help: "One space; else all.")
    var space: String?

    func validate() throws {
        guard (after == nil) != (years == nil) else {
            throw ValidationError("Give --after or --years, one of them.")
        }
    }

    func run() throws {
        try common.run { texts in
            let period = after.map { RetentionPeriod.days($0) } ?? .years(years ?? 0)
            let rules = try common.administration().setRetention(of: kind, after: period, space: space)
            for rule in rules { Console.standard.print(texts.ruleSet(rule)) }
        }
    }
}

struct RetentionListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the rules.",
        discussion: "  field-server retention list --json"
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "One space; else all.")
    var space: String?

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
        try common.run { texts in
            let rules = try common.administration().retentionRules(space: space)
            if json { return try Console.standard.printLines(rules) }
            guard !rules.isEmpty else { return Console.standard.print(texts.noRules) }
            let rows = rules.map { [$0.spaceName, $0.kind.name, texts.period($0.period)] }
            let table = Table(headings: texts.ruleHeadings, rows: rows)
            Console.standard.print(table.text(width: Console.standard.width))
        }
    }
}

struct RetentionRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Take a kind's rule away.",
        discussion: "  field-server retention remove observation --space hv-shared"
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The kind of record.")
    var kind: String

    @Option(help: "One space; else all.")
    var space: String?

    func run() throws {
        try common.run { texts in
            let rules = try common.administration().removeRetention(of: kind, space: space)
            for rule in rules { Console.standard.print(texts.ruleRemoved(rule)) }
        }
    }
}
