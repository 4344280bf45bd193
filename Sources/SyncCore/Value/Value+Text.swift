import Foundation

extension Value {
    /// A text in canonical form: white space at its ends removed, then NFC.
    ///
    /// White space is what has the Unicode property `White_Space`.
    public static func canonicalText(_ text: String) -> Value {
        let scalars = text.unicodeScalars.drop { $0.properties.isWhitespace }
        let last = scalars.lastIndex { !$0.properties.isWhitespace }
        let trimmed = last.map { scalars[...$0] } ?? scalars.prefix(0)
        return .text(String(trimmed).precomposedStringWithCanonicalMapping)
    }
}

extension String {
    /// Whether the bytes are those that ``Value/canonicalText(_:)`` gives.
    ///
    /// Swift compares strings by canonical equivalence; the canonical form is about the bytes.
    var isCanonicalText: Bool {
        if let first = unicodeScalars.first, first.properties.isWhitespace { return false }
        if let last = unicodeScalars.last, last.properties.isWhitespace { return false }
        // Every character below U+0300, and so all Swedish text, is its own NFC; from there on UTF-8 begins
        // with CC or more.
        if utf8.allSatisfy({ $0 < 0xCC }) { return true }
        return precomposedStringWithCanonicalMapping.utf8.elementsEqual(utf8)
    }
}
