import Foundation

/// The words that a person types to search, as the full-text index takes them.
struct SearchWords: Hashable, Sendable {
    /// A full-text expression: every word must occur, the last one possibly unfinished.
    ///
    /// `nil` if there is no word.
    let expression: String?

    /// Words are runs of letters and digits, as the index splits texts.
    ///
    /// Nothing that is typed is an operator.
    init(_ text: String) {
        let words = text.precomposedStringWithCanonicalMapping.unicodeScalars
            .split { !$0.isWordCharacter }
            .map { "\"" + String(Substring($0)) + "\"" }
        expression = words.isEmpty ? nil : words.joined(separator: " ") + "*"
    }
}

extension Unicode.Scalar {
    fileprivate var isWordCharacter: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .privateUse, .nonspacingMark, .spacingMark:
            true
        default: false
        }
    }
}
