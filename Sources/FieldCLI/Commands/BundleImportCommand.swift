import ArgumentParser
import FieldModel
import SyncCore
import Terminal

struct BundleImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: say("Ta in ändringar ur en fil.", "Take in changes from a file."),
        discussion: say(
            """
            Allt kontrolleras som när det kommer från servern. Samma fil kan tas in flera gånger. Är den
            skadad tas det in som är helt, och programmet säger det.

              field bundle import /media/sticka/torsdag.bundle
            """,
            """
            Everything is checked as if it came from the server. The same file may be taken in again. If it
            is damaged, what is whole is taken in, and the program says so.

              field bundle import /media/stick/thursday.bundle
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(
        help: ArgumentHelp(say("Filen.", "The file."), valueName: say("fil", "file")),
        completion: .file()
    )
    var file: String

    func run() async throws {
        let desk = try BundleDesk(common)
        let passphrase = try desk.passphrase(of: file)
        defer { desk.endProgress() }
        let report = try await endingEarlyOnInterrupt { [file] in
            try await desk.engine.import(
                from: file,
                passphrase: passphrase,
                onProgress: desk.progress(desk.texts.importing)
            )
        }
        desk.endProgress()
        for space in report.spaces {
            if desk.isJSON {
                desk.console.print(BundleReportDocument(space, fault: report.fault, desk.texts).json.line)
            } else {
                for line in desk.texts.lines(of: space) { desk.console.print(line) }
            }
        }
        for name in report.skipped { desk.console.tell(desk.texts.skipped(name)) }
        if let fault = report.fault { throw fault }
        if report.spaces.contains(where: { $0.statesDiffer || !$0.refusals.isEmpty }) {
            throw CommandError.told(exitCode: ExitStatus.failed)
        }
    }
}
