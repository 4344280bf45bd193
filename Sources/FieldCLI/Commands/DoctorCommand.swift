import ArgumentParser
import FieldModel
import Foundation
import SyncCore
import Terminal

struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: say("Kontrollera lagret, och ändra inget.", "Check the store, and change nothing."),
        discussion: say(
            """
            Filen, varje segments hash och signatur, varje posts läge, summan. --rebuild räknar om alla
            lägen ur segmenten och jämför.

              field doctor
              field doctor --rebuild
            """,
            """
            The file, each segment's hash and signature, each record's state, the sum. --rebuild computes all
            states anew from the segments and compares.

              field doctor
              field doctor --rebuild
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Flag(help: ArgumentHelp(say("Räkna om alla lägen.", "Compute all states anew.")))
    var rebuild = false

    func run() throws {
        let home = Home(common.home)
        guard FileManager.default.fileExists(atPath: home.store) else {
            throw CommandError.notEnrolled(home: home.path)
        }
        let console = Console.standard
        let texts = common.texts
        do {
            let replica = try Replica(at: .file(home.store), schema: schema)
            if rebuild { try rebuildStates(of: replica, console, texts) }
            let report = try replica.check()
            if common.json {
                console.print(DoctorDocument(report).json.line)
            } else {
                for line in texts.lines(of: report) { console.print(line) }
            }
            if !report.isSound { throw CommandError.told(exitCode: ExitStatus.notSound) }
        } catch StoreError.damaged(let detail) {
            // A store that cannot even be read is what a doctor is asked about.
            if common.json {
                console.print(DoctorDocument(unreadable: detail).json.line)
            } else {
                console.print(texts.unreadableStore(detail))
            }
            throw CommandError.told(exitCode: ExitStatus.notSound)
        }
    }

    private func rebuildStates(of replica: Replica, _ console: Console, _ texts: Texts) throws {
        let progress = ProgressLine(on: console)
        let reports = try replica.rebuild { share in
            progress.show(texts.rebuilding, done: Int(share * 100), of: 100)
        }
        progress.clear()
        guard !common.json else { return }
        for report in reports { console.print(texts.rebuilt(report)) }
    }
}
