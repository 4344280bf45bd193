import ArgumentParser
import SyncCore
import SyncServer
import Terminal

struct ConfirmCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm",
        abstract: "Let devices in again after the server has lost its list of members.",
        discussion: """
            A server whose databases and ledger were lost knows nobody, and nobody is let in until you have
            looked at the list: a device whose membership had ended may be on it. Without a name it lists
            those that wait.

              field-server confirm
              field-server confirm falk-07
              field-server confirm --all
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The pseudonym of a device that waits.")
    var pseudonym: String?

    @Flag(help: "All that wait.")
    var all = false

    @Flag(help: "One JSON object a line; times in milliseconds since 1970.")
    var json = false

    func validate() throws {
        guard !all || pseudonym == nil else { throw ValidationError("Give a pseudonym or --all, not both.") }
    }

    func run() throws {
        try common.run { texts in
            let administration = try common.administration()
            let isQuestion = !all && pseudonym == nil
            let devices =
                isQuestion ? try administration.applicants() : try administration.confirm(pseudonym)
            if json { return try Console.standard.printLines(devices) }
            guard !devices.isEmpty else { return Console.standard.print(texts.nobodyWaits) }
            let rows = devices.map { device in
                [
                    device.space, device.pseudonym, Moment.text(device.askedAt),
                    String(device.device.description.prefix(12)),
                ]
            }
            let table = Table(headings: texts.applicantHeadings, rows: rows)
            Console.standard.print(table.text(width: Console.standard.width))
            Console.standard.print(isQuestion ? texts.confirmNext : texts.confirmed)
        }
    }
}
