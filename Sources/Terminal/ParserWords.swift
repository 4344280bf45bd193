package import FieldModel

/// The argument parser's own words, which it has in English only.
package enum ParserWords {
    /// Help or a refusal of the parser, in the language of the person who reads it.
    package static func translated(_ text: String, to language: Language) -> String {
        guard language == .swedish else { return text }
        var translated = text
        for (english, swedish) in headings {
            translated.replace(english, with: swedish)
        }
        return translated
    }

    /// What stands where a person looks first; the longer phrase before one that it holds.
    private static let headings = [
        ("OVERVIEW: ", "ÖVERSIKT: "), ("USAGE: ", "ANVÄNDNING: "), ("Usage: ", "Användning: "),
        ("ARGUMENTS:", "ARGUMENT:"), ("OPTIONS:", "FLAGGOR:"), ("SUBCOMMANDS:", "KOMMANDON:"),
        ("Show help information.", "Visa hjälp."), ("Show the version.", "Visa versionen."),
        ("Show subcommand help information.", "Visa hjälp om ett kommando."),
        ("(default: ", "(annars: "), ("(values: ", "(värden: "), ("<options>", "<flaggor>"),
        ("<subcommand>", "<kommando>"),
        ("for detailed help.", "för utförlig hjälp."), ("  See '", "  Se ”"),
        ("' för utförlig", "” för utförlig"),
        ("for more information.", "för mer."), ("Error: ", "Fel: "), ("Help: ", "Hjälp: "),
        ("Missing expected argument", "Det saknas ett argument:"),
        ("Missing value for", "Det saknas ett värde för"), ("Unknown option", "Okänd flagga:"),
        ("Unexpected argument", "Oväntat argument:"), ("Did you mean", "Menade du"),
        ("Please provide one of", "Ange ett av"), ("is invalid for", "duger inte för"),
        ("The value", "Värdet"),
    ]
}
