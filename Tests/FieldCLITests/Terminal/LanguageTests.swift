import FieldModel
import Testing

@testable import Terminal

/// The language of a process, before its command line is parsed.
struct LanguageTests {
    @Test func `the option counts before the environment, and the first variable that is set before others`()
    {
        func language(_ arguments: [String], _ environment: [String: String]) -> Language {
            .ofProcess(arguments: arguments, environment: environment)
        }
        #expect(language(["field", "list"], [:]) == .english)
        #expect(language(["field", "list"], ["LANG": "sv_SE.UTF-8"]) == .swedish)
        #expect(language(["field", "list"], ["LC_ALL": "C", "LANG": "sv_SE.UTF-8"]) == .english)
        #expect(
            language(["field", "list"], ["LC_ALL": "", "LC_MESSAGES": "sv_FI", "LANG": "en"]) == .swedish
        )
        #expect(language(["field", "--lang", "sv", "list"], ["LANG": "en_GB"]) == .swedish)
        #expect(language(["field", "--lang=en"], ["LANG": "sv_SE"]) == .english)
        #expect(language(["field", "--lang", "fi"], ["LANG": "sv_SE"]) == .swedish)
        #expect(language(["field", "--lang"], ["LANG": "sv_SE"]) == .swedish)
    }
}
