import Foundation

/// Comma-separated values, in UTF-8 with a byte order mark, by which spreadsheets know it.
///
/// Source: RFC 4180; OWASP, *CSV Injection*: a text that a spreadsheet would take for a formula gets an
/// apostrophe.
enum CSVText {
    static let mediaType = "text/csv; charset=utf-8"

    static func file(_ lines: [String]) -> String { "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n" }

    static func line(_ values: [String]) -> String {
        values.map { value in
            let isPlain = !value.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
            return isPlain ? value : "\"" + value.replacingOccurrences(of: "\"", with: "\"\"") + "\""
        }
        .joined(separator: ",")
    }

    /// Text that no spreadsheet takes for a formula.
    static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
            return text
        }
        return "'" + text
    }
}
