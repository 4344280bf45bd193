import ArgumentParser
import FieldModel
import Foundation
import SyncCore
import Terminal

struct BundleExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: say("Skriv ändringarna till en fil.", "Write the changes to a file."),
        discussion: say(
            """
            Filen låses med en lösenfras som programmet frågar efter, eller läser från standard input. Den
            innehåller rummets alla ändringar, egna och andras, som datorn har.

              field bundle export /media/sticka/torsdag.bundle
              field bundle export torsdag.bundle --space hv-shared --since 2024-11-01 --photos
            """,
            """
            The file is locked with a passphrase that the program asks for, or reads from standard input. It
            holds all changes of the space, one's own and others', that this computer has.

              field bundle export /media/stick/thursday.bundle
              field bundle export thursday.bundle --space hv-shared --since 2024-11-01 --photos
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(
        help: ArgumentHelp(
            say("Filen som ska skrivas.", "The file to write."),
            valueName: say("fil", "file")
        )
    )
    var file: String

    @Option(
        help: ArgumentHelp(
            say(
                "Bara det som kom till datorn från och med den dagen eller tiden.",
                "Only what came to this computer from that day or time on."
            ),
            valueName: say("tid", "time")
        )
    )
    var since: String?

    @Flag(
        help: ArgumentHelp(
            say(
                "Alla dina rum i en fil. Den som öppnar den ser att samma dator är med i dem.",
                "All your spaces in one file. Who opens it sees that one computer is in them."
            )
        )
    )
    var allSpaces = false

    @Flag(
        help: ArgumentHelp(
            say("Utan lås: den som hittar filen kan läsa den.", "Not locked: who finds the file can read it.")
        )
    )
    var noPassphrase = false

    @Flag(
        help: ArgumentHelp(
            say("Med de bilder som finns på datorn.", "With the photos that are on this computer.")
        )
    )
    var photos = false

    @Flag(help: ArgumentHelp(say("Ersätt en fil som redan finns.", "Replace a file that is there.")))
    var force = false

    func run() async throws {
        let desk = try BundleDesk(common)
        guard desk.spaces.count == 1 || allSpaces else {
            let enrolments = try desk.home.enrolments.read() ?? Enrolments()
            throw CommandError.severalSpaces(enrolments.memberships.map(\.name))
        }
        let since = try since.map(Self.milliseconds)
        // Said before a passphrase is thought of.
        if !force, FileManager.default.fileExists(atPath: file) { throw BundleError.exists(path: file) }
        let passphrase = noPassphrase ? nil : try desk.prompt.forMaking()
        defer { desk.endProgress() }
        let manifest = try await endingEarlyOnInterrupt { [file, force, photos] in
            try await desk.engine.export(
                desk.spaces,
                to: file,
                replacing: force,
                since: since,
                withPhotos: photos,
                passphrase: passphrase,
                onProgress: desk.progress(desk.texts.exporting)
            )
        }
        desk.endProgress()
        if desk.isJSON {
            desk.console.print(BundleDocument(manifest, of: file, isLocked: passphrase != nil).json.line)
        } else {
            desk.console.print(desk.texts.exported(manifest, to: file, isLocked: passphrase != nil))
        }
    }

    private static func milliseconds(_ text: String) throws -> Int64 {
        let today = Stockholm.date(
            of: Stockholm.instant(atMilliseconds: Surroundings.system.wallMilliseconds())
        )
        let typed = TypedTime(today: today)
        if let day = typed.date(from: text) {
            return Stockholm.instant(on: day, minuteOfDay: 0).milliseconds
        }
        guard let time = typed.instant(from: text) else {
            throw CommandError.notUnderstood(InputProblem(.unreadable(text)))
        }
        return time.milliseconds
    }
}
