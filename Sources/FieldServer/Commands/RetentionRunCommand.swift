import ArgumentParser
import FieldModel
import SyncServer
import Terminal

struct RetentionRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Erase what the rules make due, for good; first with --dry-run.",
        discussion: """
            Shows what goes, and asks. From a script: --yes; and for a rule that takes more than half of what
            there is of its kind, --confirm with the kind's name besides. The control log says for ever what
            went and by which rule.

              field-server retention run --dry-run
              field-server retention run --yes --json
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "One space; else all.")
    var space: String?

    @Flag(help: "Show what would go, and erase nothing.")
    var dryRun = false

    @Flag(help: "Do not ask.")
    var yes = false

    @Option(help: "A kind whose rule may take more than half of it; may be given several times.")
    var confirm: [String] = []

    @Flag(help: "One JSON object a line; times in milliseconds since 1970.")
    var json = false

    func run() throws {
        try common.run { texts in
            let administration = try common.administration()
            let planned = try administration.planRetention(space: space)
            let due = planned.filter { $0.records > 0 }
            guard !dryRun, !due.isEmpty else {
                try show(planned, texts)
                if !json { Console.standard.print(due.isEmpty ? texts.nothingDue : texts.dryRun) }
                return
            }
            if !json || Console.standard.canAsk { show(planned, on: texts) }
            try checkConfirmed(due, texts)
            let reports = try administration.carryOutRetention(due.map(\.rule))
            if json { return try Console.standard.printLines(reports) }
            Console.standard.print(texts.erased(reports))
        }
    }

    private func show(_ reports: [RetentionReport], _ texts: Texts) throws {
        if json { return try Console.standard.printLines(reports) }
        show(reports, on: texts)
    }

    /// What goes is not the result of a run, but what is asked about: with `--json` on standard error.
    private func show(_ reports: [RetentionReport], on texts: Texts) {
        let rows = reports.map { report in
            [
                report.rule.spaceName, report.rule.kind.name, texts.period(report.rule.period),
                "\(report.records)", "\(report.heldRecords)", "\(report.changes)",
                report.oldest.map(Moment.text) ?? "", report.newest.map(Moment.text) ?? "",
            ]
        }
        guard !rows.isEmpty else { return }
        let table = Table(headings: texts.reportHeadings, rows: rows).text(width: Console.standard.width)
        if json { Console.standard.tell(table) } else { Console.standard.print(table) }
    }

    /// Asks once for all, and once more for each rule that takes more than half.
    private func checkConfirmed(_ due: [RetentionReport], _ texts: Texts) throws {
        if !yes {
            let records = due.reduce(0) { $0 + $1.records }
            let answer =
                Console.standard.canAsk ? Console.standard.ask(texts.eraseQuestion(records)) : nil
            guard let answer, ["ja", "yes"].contains(answer.lowercased().filter { !$0.isWhitespace }) else {
                try refuse(texts.notConfirmed)
                return
            }
        }
        for report in due where report.isSweeping && !confirm.contains(report.rule.kind.name) {
            let kind = report.rule.kind.name
            let typed = Console.standard.canAsk ? Console.standard.ask(texts.sweepingQuestion(report)) : nil
            guard typed?.filter({ !$0.isWhitespace }) == kind else {
                try refuse(texts.sweepingNotConfirmed(kind))
                return
            }
        }
    }

    private func refuse(_ reason: String) throws {
        Console.standard.tell(reason)
        throw ExitCode.failure
    }
}
