import FieldModel
import Foundation
import Mustache

/// Templates, words and assets of the pages, which are part of the program.
struct PageLibrary: Sendable {
    private let templates: MustacheLibrary
    private let words: [Language: [String: String]]

    /// What was built into the program; a fault in it is a fault of the build, and the tests meet it.
    static let builtIn = PageLibrary()

    private init() {
        do {
            templates = MustacheLibrary(
                templates: try PageTemplate.texts.mapValues { try MustacheTemplate(string: $0) }
            )
            let decoder = JSONDecoder()
            words = [
                .swedish: try decoder.decode([String: String].self, from: Data(PackageResources.sv_json)),
                .english: try decoder.decode([String: String].self, from: Data(PackageResources.en_json)),
            ]
        } catch {
            preconditionFailure("a page that was built in cannot be read: \(error)")
        }
    }

    /// The words of the pages by their names; the same names in every language.
    func words(in language: Language) -> [String: String] { words[language, default: [:]] }

    /// One word or sentence; its name if there is none, which the tests do not let through.
    func word(_ name: String, in language: Language) -> String { words[language]?[name] ?? name }

    /// A page as HTML; what it shows is escaped wherever it stands.
    func render(_ template: PageTemplate, _ page: some Sendable) -> String {
        guard let text = templates.render(page, withTemplate: template.rawValue) else {
            preconditionFailure("there is no template \(template)")
        }
        return text
    }
}
