import ArgumentParser
import FieldModel
import SyncCore
import Terminal

struct RedactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact",
        abstract: say("Radera ett fälts värden för gott.", "Erase a field's values for good."),
        discussion: say(
            """
            För granskare, med uppkoppling. Visar först var samma värde finns i andra poster, och frågar.
            Raderar varje värde som fältet haft i posten, på servern och alla datorer; att något raderades,
            när och varför syns för alla. Det går inte att ångra.

              field redact 3f2a81c0 description --ground "Offentlighets- och sekretesslagen 21:1"
              field redact 3f2a81c0 description --ground "OSL 21:1" --everywhere
            """,
            """
            For reviewers, with a connection. Shows first where other records hold the same value, and asks.
            Erases every value that the field has had in the record, on the server and on all computers; that
            something was erased, when and why stays for everybody to see. It cannot be undone.

              field redact 3f2a81c0 description --ground "GDPR, article 17"
              field redact 3f2a81c0 description --ground "GDPR, article 17" --everywhere
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Posten.", "The record.")))
    var record: String

    @Argument(help: ArgumentHelp(say("Fältet.", "The field.")))
    var field: String

    @Option(
        help: ArgumentHelp(
            say(
                "Den rättsliga grunden; den blir kvar och läses av alla.",
                "The legal ground; it stays, and everybody reads it."
            )
        )
    )
    var ground: String

    @Flag(
        help: ArgumentHelp(
            say("Radera samma värde i hela rummet.", "Erase the same value in all of the space.")
        )
    )
    var everywhere = false

    @Flag(
        help: ArgumentHelp(
            say(
                "Radera allt som skrevs i samma ändringar, inte bara fältet.",
                "Erase all that was written in the same changes, not the field alone."
            )
        )
    )
    var wholeChange = false

    @Flag(help: ArgumentHelp(say("Fråga inte.", "Do not ask.")))
    var yes = false

    func run() async throws {
        let workplace = try Workplace(common)
        var options = common
        options.space = workplace.membership.space
        let desk = try SyncDesk(options, in: workplace.replica)
        // What is not on the server yet could not be erased there.
        try finish(desk, await desk.sync(), telling: false)
        let view = try workplace.record(meant: record)
        var order = try order(for: view)
        if !yes || !common.json {
            order.preview = true
            let answer = try await desk.ask("redactions", try order.encoded(), of: workplace.space)
            try show(answer, in: workplace)
            try confirm(workplace)
            order.preview = false
        }
        let name = try workplace.named(view)
        let answer = try await desk.ask("redactions", try order.encoded(), of: workplace.space)
        if common.json {
            workplace.console.print(String(decoding: answer, as: UTF8.self).trimmedLine)
        } else {
            let changes = try RedactionReply(decoding: answer).redactedChanges ?? 0
            workplace.console.print(workplace.texts.redacted(name, changes))
        }
        try finish(desk, await desk.sync(), telling: true)
    }

    private func order(for view: RecordView) throws -> RedactionOrder {
        guard let kind = Catalogue.kind(view.key.kind), let field = kind.field(written: field) else {
            let nearest = Catalogue.kind(view.key.kind)?.nearestFields(to: field) ?? []
            throw CommandError.notUnderstood(InputProblem(.unknownField(field, nearest: nearest)))
        }
        return RedactionOrder(
            kind: kind.name,
            id: view.key.id.uuidString,
            field: field.name,
            wholeChange: wholeChange,
            everywhere: everywhere,
            ground: ground,
            preview: false
        )
    }

    private func show(_ answer: [UInt8], in workplace: Workplace) throws {
        if common.json {
            workplace.console.print(String(decoding: answer, as: UTF8.self).trimmedLine)
        } else {
            try workplace.showPreview(try RedactionReply(decoding: answer))
        }
    }

    private func confirm(_ workplace: Workplace) throws(CommandError) {
        if yes { return }
        guard workplace.console.canAsk, let typed = workplace.console.ask(workplace.texts.redactQuestion),
            ["ja", "yes"].contains(typed.lowercased().filter { !$0.isWhitespace })
        else { throw .redactionNotConfirmed }
    }

    /// Ends with the sync's own exit status if it did not come to its end.
    private func finish(_ desk: SyncDesk, _ outcomes: [SyncDesk.Outcome], telling: Bool) throws {
        let isComplete = outcomes.allSatisfy { $0.report.problems.isEmpty }
        guard telling || !isComplete else { return }
        let status = try desk.tell(outcomes)
        if status != 0 { throw CommandError.told(exitCode: status) }
    }
}

extension String {
    /// Without the newline that an answer ends with.
    fileprivate var trimmedLine: String {
        String(trimmingPrefix(while: \.isNewline).prefix { !$0.isNewline })
    }
}
