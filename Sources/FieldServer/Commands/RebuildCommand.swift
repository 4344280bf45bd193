import ArgumentParser
import SyncServer
import Terminal

struct RebuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Compute all states anew from the logs, and compare.",
        discussion: """
            Beside a running server, which waits meanwhile.

              field-server rebuild
            """
    )

    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.run { texts in
            let line = ProgressLine(on: .standard)
            let reports = try common.administration().rebuild { share in
                line.show(texts.rebuilding, done: Int(share * 1_000), of: 1_000)
            }
            line.clear()
            for report in reports { Console.standard.print(texts.rebuilt(report)) }
        }
    }
}
