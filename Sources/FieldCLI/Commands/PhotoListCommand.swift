import ArgumentParser
import FieldModel
import SyncCore
import Terminal

struct PhotoListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: say(
            "Vilka bilder en post har, och var de är.",
            "What photos a record has, and where they are."
        ),
        discussion: "  field photo list 3f2a81c0 --json"
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Posten.", "The record.")))
    var record: String

    func run() throws {
        let workplace = try Workplace(common)
        let photos = try workplace.photos(of: workplace.record(meant: record))
        if common.json {
            for photo in photos { workplace.console.print(photo.json.line) }
        } else if photos.isEmpty {
            workplace.console.print(workplace.texts.noPhotos)
        } else {
            let table = workplace.texts.table(of: photos)
            workplace.console.print(table.text(width: workplace.console.width))
        }
    }
}
