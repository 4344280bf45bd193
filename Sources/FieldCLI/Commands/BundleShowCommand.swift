import ArgumentParser
import FieldModel
import SyncCore
import Terminal

struct BundleShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: say("Vad en fil säger sig innehålla.", "What a file says it holds."),
        discussion: "  field bundle show \(say("torsdag", "thursday")).bundle"
    )

    @OptionGroup var common: CommonOptions

    @Argument(
        help: ArgumentHelp(say("Filen.", "The file."), valueName: say("fil", "file")),
        completion: .file()
    )
    var file: String

    func run() throws {
        let texts = common.texts
        let console = Console.standard
        let isLocked = try BundleEngine.isLocked(file)
        let prompt = PassphrasePrompt(texts: texts, console: console)
        let manifest = try BundleEngine.manifest(
            of: file,
            passphrase: isLocked ? try prompt.forOpening() : nil
        )
        if common.json {
            console.print(BundleDocument(manifest, of: file, isLocked: isLocked).json.line)
        } else {
            for line in texts.lines(of: manifest, isLocked: isLocked) { console.print(line) }
        }
    }
}
