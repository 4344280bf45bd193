public import Foundation
import SwiftCSV

/// The rows of a file of comma-separated values, as spreadsheets and statistics programs write them.
///
/// Source: RFC 4180, with the semicolons and tabs that programs write where the comma parts decimals.
public struct CSVTable: Hashable, Sendable {
    /// How the file's bytes stand for letters.
    public enum Encoding: String, Hashable, Sendable {
        case utf8 = "UTF-8"
        case windows1252 = "Windows-1252"
    }

    /// A row that holds something.
    public struct Row: Hashable, Sendable {
        /// As a spreadsheet numbers it: the heading is row 1.
        public let number: Int
        /// As many as there are columns, without the white space around them.
        public let cells: [String]
    }

    public let encoding: Encoding
    /// A comma, a semicolon or a tab.
    public let delimiter: Character
    /// In the order of the file; each once.
    public let columns: [String]
    public let rows: [Row]

    /// Reads a file.
    ///
    /// What is not UTF-8 is read as Windows-1252; the delimiter is the one that stands most often in the
    /// first line.
    ///
    /// - Parameter data: the whole file.
    /// - Throws: ``ImportFault/notText``, ``ImportFault/empty``, ``ImportFault/notRows``,
    ///   ``ImportFault/columnTwice(_:)``, ``ImportFault/raggedRow(_:cells:columns:)``
    public init(_ data: Data) throws(ImportFault) {
        let (text, encoding) = try Self.text(of: data)
        let delimiter = Self.delimiter(of: text)
        let lines = try Self.lines(of: text, delimiter: delimiter)
        let columns = (lines.first ?? []).map(Self.trimmed)
        guard columns.contains(where: { !$0.isEmpty }) else { throw .empty }
        if let twice = columns.first(where: { name in columns.count { $0 == name } > 1 }) {
            throw .columnTwice(twice)
        }
        var rows: [Row] = []
        for (index, cells) in lines.enumerated().dropFirst() where cells.contains(where: { !$0.isEmpty }) {
            guard cells.count == columns.count else {
                throw .raggedRow(index + 1, cells: cells.count, columns: columns.count)
            }
            rows.append(Row(number: index + 1, cells: cells.map(Self.trimmed)))
        }
        self.encoding = encoding
        self.delimiter = delimiter
        self.columns = columns
        self.rows = rows
    }

    /// Whether a cell is a number whose decimals stand behind a comma.
    public var hasDecimalCommas: Bool {
        rows.contains { row in
            row.cells.contains { cell in
                let parts = cell.split(separator: ",", omittingEmptySubsequences: false)
                return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
            }
        }
    }

    private static func text(of data: Data) throws(ImportFault) -> (String, Encoding) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let bytes = data.starts(with: mark) ? data.dropFirst(mark.count) : data
        if let text = String(validating: bytes, as: UTF8.self) { return (text, .utf8) }
        guard let text = String(data: bytes, encoding: .windowsCP1252), !text.contains("\0") else {
            throw .notText
        }
        return (text, .windows1252)
    }

    /// Every line as it stands: rows that are too short are not filled up.
    private static func lines(of text: String, delimiter: Character) throws(ImportFault) -> [[String]] {
        // A quotation mark without its pair would take the rest of the file for one cell.
        guard text.count(where: { $0 == "\"" }).isMultiple(of: 2) else { throw .notRows }
        var lines: [[String]] = []
        do {
            // Without a line's end, the library drops an empty last cell.
            let read = try CSV<Enumerated>(
                string: text + "\n",
                delimiter: .character(delimiter),
                loadColumns: false,
                rowLimit: 0
            )
            try read.enumerateAsArray(startAt: 0, rowLimit: nil) { lines.append($0) }
        } catch {
            throw .notRows
        }
        return lines
    }

    private static func delimiter(of text: String) -> Character {
        let heading = text.prefix { !$0.isNewline }
        let counts = [",", ";", "\t"].map { mark -> (Character, Int) in
            (mark, heading.count { $0 == mark })
        }
        return counts.reduce(counts[0]) { $1.1 > $0.1 ? $1 : $0 }.0
    }

    private static func trimmed(_ text: String) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
