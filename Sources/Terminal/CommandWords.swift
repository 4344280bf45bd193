import ArgumentParser
import FieldModel

/// The words of a command line before the parser has them.
///
/// Are they text, and which command do they name?
enum CommandWords {
    /// Why the words name no command of the program; `nil` if they do, or if the parser can say it better.
    static func refusal<Root: ParsableCommand>(of root: Root.Type) -> String? {
        for index in 1..<max(1, Int(CommandLine.argc)) {
            // CommandLine.arguments repairs what is not UTF-8: another text than the typed one was saved.
            guard let word = CommandLine.unsafeArgv[index] else { break }
            if String(validatingCString: word) == nil { return notUTF8(index) }
        }
        return refusal(of: Array(CommandLine.arguments.dropFirst()), in: root, language: .current)
    }

    /// The words with `--lang` taken out before the command's name, where the parser does not look for it.
    static func inOrder<Root: ParsableCommand>(for root: Root.Type) -> [String] {
        path(of: Array(CommandLine.arguments.dropFirst()), in: root).words
    }

    static func refusal(
        of words: [String],
        in root: any ParsableCommand.Type,
        language: Language
    ) -> String? {
        let path = path(of: words, in: root)
        guard let unknown = path.unknown else { return nil }
        let group = path.command.configuration
        let nearest = nearestNames(to: unknown, among: group.subcommands.map(name)).joined(separator: ", ")
        let program = ([name(root)] + path.named).joined(separator: " ")
        return language.pick(
            "Fel: Kommandot ”\(unknown)” finns inte."
                + (nearest.isEmpty ? "" : " Menade du \(nearest)?")
                + "\n  ”\(program) --help” räknar upp kommandona. Inget gjordes.",
            "Error: There is no command '\(unknown)'."
                + (nearest.isEmpty ? "" : " Did you mean \(nearest)?")
                + "\n  '\(program) --help' lists the commands. Nothing was done."
        )
    }

    /// What the first words name.
    private struct Path {
        var command: any ParsableCommand.Type
        /// The names that led to the command.
        var named: [String] = []
        var words: [String]
        /// The word that should have named a command.
        var unknown: String?
    }

    private static func path(of words: [String], in root: any ParsableCommand.Type) -> Path {
        var path = Path(command: root, words: [])
        var rest = words[...]
        while !path.command.configuration.subcommands.isEmpty, let word = rest.first {
            if word == "--lang", rest.count > 1 {
                rest = rest.dropFirst(2)
            } else if word.hasPrefix("--lang=") {
                rest = rest.dropFirst()
            } else if word == "help" {
                return Path(command: path.command, words: path.named + withoutLanguage(rest))
            } else if word.hasPrefix("-") {
                break
            } else if let next = path.command.configuration.subcommands.first(where: { name($0) == word }) {
                rest = rest.dropFirst()
                path.named.append(word)
                path.command = next
            } else {
                path.unknown = word
                break
            }
        }
        path.words = path.named + rest
        return path
    }

    private static func withoutLanguage(_ words: ArraySlice<String>) -> [String] {
        var kept: [String] = []
        var rest = words
        while let word = rest.first {
            rest = rest.dropFirst(word == "--lang" ? 2 : 1)
            if word != "--lang", !word.hasPrefix("--lang=") { kept.append(word) }
        }
        return kept
    }

    private static func name(_ command: any ParsableCommand.Type) -> String { command._commandName }

    private static func notUTF8(_ position: Int) -> String {
        Language.current.pick(
            "Fel: Ord \(position) efter programmets namn är inte UTF-8, så det går inte att läsa som text. "
                + "Inget sparades. Ställ in terminalen på UTF-8 och skriv det igen.",
            "Error: Word \(position) after the program's name is not UTF-8, so it cannot be read as text. "
                + "Nothing was saved. Set the terminal to UTF-8 and type it again."
        )
    }
}
