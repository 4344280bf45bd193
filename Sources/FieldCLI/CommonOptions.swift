import ArgumentParser
import FieldModel
import Terminal

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say(
                "Mappen med dina uppgifter; annars FIELD_HOME, annars ~/.local/share/faltbild.",
                "The folder with your records; else FIELD_HOME, else ~/.local/share/faltbild."
            ),
            valueName: say("mapp", "folder")
        ),
        completion: .directory
    )
    var home: String?

    @Option(
        help: ArgumentHelp(
            say(
                "Rummet; annars FIELD_SPACE, annars det enda du är med i.",
                "The space; else FIELD_SPACE, else the only one that you are in."
            ),
            valueName: say("rum", "space")
        )
    )
    var space: String?

    @Option(
        help: ArgumentHelp(say("Språk: sv eller en; annars efter LANG.", "Language: sv or en; else by LANG."))
    )
    var lang: Language?

    @Flag(
        help: ArgumentHelp(
            say(
                "JSON, ett objekt per rad, i stället för text (Documentation/CommandLine.md).",
                "JSON, one object a line, in place of text (Documentation/CommandLine.md)."
            )
        )
    )
    var json = false

    var texts: Texts { Texts(language: lang ?? .current) }
}
