/// A language that the program speaks.
public enum Language: String, Hashable, Sendable, CaseIterable {
    case swedish = "sv"
    case english = "en"
}

/// The same words in each language.
public struct Wording: Hashable, Sendable {
    public let swedish: String
    public let english: String

    public init(swedish: String, english: String) {
        self.swedish = swedish
        self.english = english
    }

    public subscript(language: Language) -> String {
        switch language {
        case .swedish: swedish
        case .english: english
        }
    }
}

extension String {
    /// A stable name as words: `first_seen_on` becomes `first seen on`.
    var spelledWithSpaces: String {
        String(map { $0 == "_" ? " " : $0 })
    }
}
