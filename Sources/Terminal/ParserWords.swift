package import FieldModel

/// The argument parser's own words, which it has in English only.
package enum ParserWords {
    /// Help or a refusal of the parser, in the language of the person who reads it.
    ///
    /// Only what the parser wrote itself is changed: the words of this program are in that language already.
    package static func translated(_ text: String, to language: Language) -> String {
        guard language == .swedish else { return text }
        let isRefusal = text.hasPrefix("Error: ")
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            var line = String(line)
            for (english, swedish) in headings { line.replace(english, with: swedish) }
            guard isRefusal else { return line }
            if line.hasPrefix("Fel: ") || line.hasPrefix("   or: ") {
                line = refusal(line)
            } else if line.hasPrefix("  See '") {
                line.replace("See '", with: "Se ”")
                line.replace("' for more information.", with: "” för mer.")
            }
            return line
        }
        .joined(separator: "\n")
    }

    /// The sentence that says what is wrong; the longer phrase before one that it holds.
    private static func refusal(_ line: String) -> String {
        var line = line
        line.replace(#/([0-9]+) unexpected arguments: /#) { "\($0.output.1) oväntade argument: " }
        for (english, swedish) in sentences { line.replace(english, with: swedish) }
        // The parser quotes with one sign on both sides; a sign between letters is part of a word.
        line.replace(/(^|[^\p{L}\p{N}])'([^']*)'/) { "\($0.output.1)”\($0.output.2)”" }
        return line
    }

    private static let headings = [
        ("OVERVIEW: ", "ÖVERSIKT: "), ("USAGE: ", "ANVÄNDNING: "), ("Usage: ", "Användning: "),
        ("ARGUMENTS:", "ARGUMENT:"), ("OPTIONS:", "FLAGGOR:"), ("SUBCOMMANDS:", "KOMMANDON:"),
        ("Show help information.", "Visa hjälp."), ("Show the version.", "Visa versionen."),
        ("Show subcommand help information.", "Visa hjälp om ett kommando."),
        ("(default: ", "(annars: "), ("(values: ", "(värden: "), ("<options>", "<flaggor>"),
        ("<subcommand>", "<kommando>"), ("<subcommands>", "<kommandon>"), ("<subcommands> ", "<kommandon> "),
        ("Error: ", "Fel: "), ("Help:  ", "Hjälp: "),
    ]

    private static let sentences = [
        ("Missing expected argument ", "Det saknas ett argument: "),
        ("Missing one of: ", "Det saknas ett av: "),
        ("Missing value for ", "Det saknas ett värde för "),
        ("Missing required subcommand.", "Det saknas ett kommando."),
        ("Unknown option ", "Okänd flagga: "), ("Invalid option: ", "Okänd flagga: "),
        ("Unexpected argument ", "Oväntat argument: "), ("Did you mean ", "Menade du "),
        ("The option ", "Flaggan "), (" does not take any value, but ", " tar inget värde, men fick "),
        (" was specified.", "."), (" is invalid for ", " duger inte för "), (" is invalid.", " duger inte."),
        ("Please provide one of the following:", "Ange ett av dessa:"),
        ("Please provide one of ", "Ange "), ("' and '", "' eller '"), ("' or '", "' eller '"),
        ("The value ", "Värdet "), ("   or: ", "   eller: "), (" in '", " i '"),
        ("Value to be set with flag ", "Flaggan "), (" had already been set with flag ", " krockar med "),
    ]
}
