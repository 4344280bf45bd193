import ArgumentParser
import FieldModel
import Testing

@testable import FieldCLI
@testable import Terminal

/// The parser's own words in Swedish, as the parser itself gives them.
struct ParserWordsTests {
    @Test(arguments: [
        (["observe"], "Fel: Det saknas ett argument: ”<category>”"),
        (["observe", "a", "b", "c"], "Fel: Oväntat argument: ”c”"),
        (["observe", "a", "b", "c", "d"], "Fel: 2 oväntade argument: ”c”, ”d”"),
        (["list", "--limt", "3"], "Fel: Okänd flagga: ”--limt”. Menade du ”--limit”?"),
        (["list", "-x"], "Fel: Okänd flagga: ”-x”"),
        (["list", "--limit"], "Fel: Det saknas ett värde för ”--limit <limit>”"),
        (["list", "--limit", "få"], "Fel: Värdet ”få” duger inte för ”--limit <limit>”"),
        (["list", "--json=ja"], "Fel: Flaggan ”--json” tar inget värde, men fick ”ja”."),
        (["list", "--lang", "fi"], "Fel: Värdet ”fi” duger inte för ”--lang <lang>”. Ange ”sv” eller ”en”."),
    ])
    func `a refusal is Swedish from its first word to its last`(arguments: [String], says: String) {
        let error = #expect(throws: (any Error).self) { try FieldProgram.parseAsRoot(arguments) }
        guard let error else { return }
        let text = ParserWords.translated(FieldProgram.fullMessage(for: error), to: .swedish)
        let lines = text.split(separator: "\n")
        #expect(lines.first.map(String.init) == says)
        #expect(lines.last?.hasPrefix("  Se ”field ") == true && lines.last?.hasSuffix("” för mer.") == true)
        #expect(!text.contains("Usage") && !text.contains("options") && !text.contains("'"))
    }

    @Test func `what the person typed is not translated`() {
        let text = "Error: Unknown option '--The value'\nHelp:  --x <y>  It's here."
        let translated = ParserWords.translated(text, to: .swedish)
        #expect(translated.hasSuffix("It's here."))
        #expect(ParserWords.translated(text, to: .english) == text)
    }

    @Test func `a word that names no command is refused with the nearest, wherever it stands in the tree`() {
        func refusal(_ words: [String]) -> String? {
            CommandWords.refusal(of: words, in: FieldProgram.self, language: .swedish)
        }
        #expect(refusal(["observee"])?.contains("Menade du observe?") == true)
        #expect(refusal(["draft", "safe", "1"])?.contains("”field draft --help”") == true)
        #expect(refusal(["--lang", "sv", "walk", "strat"])?.contains("Menade du start?") == true)
        #expect(refusal(["xyzzy"])?.contains("Menade du") == false)
        for known in [
            ["observe", "xyzzy"], ["walk", "start"], ["--help"], ["help", "walk"], ["--lang", "sv"], [],
        ] {
            #expect(refusal(known) == nil)
        }
    }
}
