/// A text with places for the cells of a row.
///
/// `{year}-{month:2}` puts two columns in, the second with zeros before it up to two digits;
/// `{category|same}` puts in what the mapping calls the same, or nothing where it calls nothing so. Braces
/// that are meant as such are doubled.
struct ImportTemplate: Hashable, Sendable {
    enum Part: Hashable, Sendable {
        case text(String)
        case cell(column: String, width: Int, isRenamed: Bool)
    }

    let parts: [Part]

    /// - Throws: ``ImportFault/templateNotUnderstood(_:)``
    init(_ text: String) throws(ImportFault) {
        var parts: [Part] = []
        var plain = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            if "{}".contains(character), rest.first == character {
                plain.append(character)
                rest.removeFirst()
            } else if character == "{" {
                guard let end = rest.firstIndex(of: "}") else { throw .templateNotUnderstood(text) }
                if !plain.isEmpty { parts.append(.text(plain)) }
                plain = ""
                parts.append(try Self.cell(rest[..<end], in: text))
                rest = rest[rest.index(after: end)...]
            } else if character == "}" {
                throw .templateNotUnderstood(text)
            } else {
                plain.append(character)
            }
        }
        if !plain.isEmpty { parts.append(.text(plain)) }
        self.parts = parts
    }

    private static func cell(_ text: Substring, in template: String) throws(ImportFault) -> Part {
        if text.hasSuffix("|same") {
            return .cell(column: String(text.dropLast(5)), width: 0, isRenamed: true)
        }
        let pair = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let column = pair.first, !column.isEmpty else { throw .templateNotUnderstood(template) }
        guard pair.count == 2 else { return .cell(column: String(column), width: 0, isRenamed: false) }
        guard let width = Int(pair[1]), (1...20).contains(width) else {
            throw .templateNotUnderstood(template)
        }
        return .cell(column: String(column), width: width, isRenamed: false)
    }

    var columns: [String] {
        parts.compactMap { if case .cell(let column, _, _) = $0 { column } else { nil } }
    }

    /// Fills the places in.
    ///
    /// - Parameters:
    ///   - cell: of a column.
    ///   - same: what the cell of a column is called the same as; `nil` if nothing.
    /// - Returns: the text of a row; `nil` where every place in it is empty, though there are some.
    func text(cell: (String) -> String, same: (String) -> String?) -> String? {
        var text = ""
        var isFilled = columns.isEmpty
        for part in parts {
            switch part {
            case .text(let plain): text += plain
            case .cell(let column, let width, let isRenamed):
                let value = isRenamed ? same(column) ?? "" : cell(column)
                if !value.isEmpty { isFilled = true }
                text += String(repeating: "0", count: max(0, width - value.count)) + value
            }
        }
        return isFilled ? text : nil
    }
}
