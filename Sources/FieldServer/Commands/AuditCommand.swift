import ArgumentParser
import Foundation
import SyncServer
import Terminal

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Who read, changed, exported, redacted and administered what.",
        subcommands: [AuditListCommand.self, AuditCheckCommand.self]
    )
}

struct AuditListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the latest lines, the newest first.",
        discussion: "  field-server audit list --limit 20\n  field-server audit list --json"
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "At most so many lines.")
    var limit = 100

    @Flag(help: "One JSON object a line.")
    var json = false

    func validate() throws {
        guard (1...1_000_000).contains(limit) else {
            throw ValidationError("--limit is a number from 1 to 1000000.")
        }
    }

    func run() throws {
        try common.run { texts in
            let lines = try common.administration().auditLog(limit: limit)
            if json { return try Console.standard.printLines(lines) }
            guard !lines.isEmpty else { return Console.standard.print(texts.noAudit) }
            let rows = lines.map { line in
                [
                    String(line.number), Moment.text(line.time), line.who, line.deed, line.space ?? "",
                    line.about,
                ]
            }
            Console.standard.print(
                Table(headings: texts.auditHeadings, rows: rows).text(width: Console.standard.width)
            )
        }
    }
}

struct AuditCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Compare every line with the chain of hashes.",
        discussion: "  field-server audit check"
    )

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { texts in
            let check = try common.administration().checkAudit()
            if let wrong = check.firstWrong {
                Console.standard.tell(texts.auditBroken(at: wrong))
                throw ExitCode.failure
            }
            Console.standard.print(texts.auditWhole(check.lines))
        }
    }
}
