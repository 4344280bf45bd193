import ArgumentParser
import FieldModel
import Terminal

struct PhotoAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: say("Lägg till bilder i en post.", "Add photos to a record."),
        discussion: say(
            "  field photo add 3f2a81c0 DSC_0412.JPG DSC_0413.JPG --caption \"Vändplanen\"",
            "  field photo add 3f2a81c0 DSC_0412.JPG DSC_0413.JPG --caption \"The turning place\""
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Posten.", "The record.")))
    var record: String

    @Argument(
        help: ArgumentHelp(say("Bilderna, JPEG eller PNG.", "The photos, JPEG or PNG.")),
        completion: .file(extensions: ["jpg", "jpeg", "png"])
    )
    var files: [String]

    @Option(
        help: ArgumentHelp(
            say("Bildtext, utan personuppgifter.", "A caption, without personal data."),
            valueName: say("text", "text")
        )
    )
    var caption: String?

    func run() throws {
        let workplace = try Workplace(common, orKeep: .commandLine)
        let view = try workplace.record(meant: record)
        let field = try workplace.photoField(of: view)
        let assignments = files.map { file in
            var members: [String: JSONValue] = ["file": .string(file.absolutePath)]
            members["caption"] = caption.map { .string($0) }
            return "\(field.name)+=\(JSONValue.object(members).line)"
        }
        let changed = try workplace.edit(view, assignments)
        if changed == view, !common.json {
            workplace.console.print(workplace.texts.unchanged(try workplace.named(view)))
        } else {
            try workplace.tellSaved(changed)
        }
    }
}
