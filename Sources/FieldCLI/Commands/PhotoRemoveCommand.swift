import ArgumentParser
import FieldModel
import SyncCore
import Terminal

struct PhotoRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: say("Ta bort en bild ur en post.", "Take a photo out of a record."),
        discussion: say(
            """
            Bilden finns kvar i postens historik. Ska den bort för gott, hos alla: field redact.

              field photo remove 3f2a81c0 9c41d2aa
            """,
            """
            The photo stays in the record's history. To erase it for good, for everybody: field redact.

              field photo remove 3f2a81c0 9c41d2aa
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Posten.", "The record.")))
    var record: String

    @Argument(
        help: ArgumentHelp(say("Bilden: början på dess id.", "The photo: the beginning of its id."))
    )
    var photo: String

    func run() throws {
        let workplace = try Workplace(common)
        let view = try workplace.record(meant: record)
        let found = try workplace.photo(photo, of: view)
        let edits: [FieldEdit] = [
            .remove(try workplace.photoField(of: view).number, [found.photo.fieldValue])
        ]
        try workplace.tellSaved(workplace.change(view, by: edits, typed: []))
    }
}
