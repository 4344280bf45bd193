import ArgumentParser
import SyncCore
import SyncServer
import Terminal

struct DevicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "devices",
        abstract: "List the devices in each space.",
        discussion: "  field-server devices --json"
    )

    @OptionGroup var common: CommonOptions

    @Flag(help: "One JSON object a line; times in milliseconds since 1970.")
    var json = false

    func run() throws {
        try common.run { texts in
            let devices = try common.administration().devices()
            if json { return try Console.standard.printLines(devices) }
            guard !devices.isEmpty else { return Console.standard.print(texts.noDevices) }
            let rows = devices.map { device in
                [
                    device.space,
                    device.label.map { "\(device.pseudonym) (\($0))" } ?? device.pseudonym,
                    device.endedAt == nil ? device.rights.names.joined(separator: ",") : texts.ended,
                    device.lastSeenAt.map(Moment.text) ?? texts.never,
                    device.clockAhead.map { texts.clockAhead(minutes: $0 / 60_000) } ?? "",
                    device.logs > 1 || device.forkedLogs > 0
                        ? texts.logs(device.logs, forked: device.forkedLogs) : "",
                    String(device.device.description.prefix(12)),
                ]
            }
            Console.standard.print(
                Table(headings: texts.deviceHeadings, rows: rows).text(width: Console.standard.width)
            )
        }
    }
}
