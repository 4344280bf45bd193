import ArgumentParser
import FieldModel
import SyncCore
import Terminal

struct ConflictsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conflicts",
        abstract: say("Visa det som väntar på ett beslut.", "Show what waits for a decision."),
        discussion: say(
            "  field conflicts\n  field conflicts 3f2a81c0 --json",
            "  field conflicts\n  field conflicts 3f2a81c0 --json"
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("En post; annars alla.", "One record; else all.")))
    var record: String?

    func run() throws {
        let workplace = try Workplace(common)
        let views: [RecordView]
        if let record {
            views = [try workplace.record(meant: record)].filter(\.hasOpenConflict)
        } else {
            var query = RecordQuery()
            query.onlyOpenConflicts = true
            views = try workplace.records(matching: query)
        }
        if common.json {
            for view in views { workplace.console.print(RecordDocument(view).line) }
        } else if views.isEmpty {
            workplace.console.tell(workplace.texts.noConflicts)
        } else {
            for view in views { try workplace.showConflicts(of: view) }
        }
    }
}
