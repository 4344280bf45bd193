/// A Swift file split into what a compiler sees and what it does not, so that a rule about code is not
/// tripped by a word in a comment or in a string.
struct SourceText {
    /// A string literal as it is written, without its quotes.
    struct Literal {
        /// The line on which it begins, from 1.
        let line: Int
        let text: String
        let isInterpolated: Bool
    }

    /// The lines with comments and the contents of literals blanked out.
    let code: [String]
    /// The lines with everything but comments blanked out.
    let comments: [String]
    let literals: [Literal]

    init(_ text: String) {
        var scanner = SourceScanner(Array(text.utf8))
        scanner.scan()
        code = Self.lines(scanner.code)
        comments = Self.lines(scanner.comments)
        literals = scanner.literals
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
