import FieldModel

/// A table of a model's document as comma-separated values.
///
/// A row for each object of the table; where an object holds a list of objects, a row for each of those, with
/// what holds of all of them before it. A member of an object within has the name `outer.inner`. Semicolons
/// part the elements of a list; what is no list of plain values stands as JSON.
struct ModelCSV: Sendable {
    let text: String

    /// - Parameter rows: the objects of the table.
    init(_ rows: [JSONValue]) {
        let flat = rows.flatMap(Self.rows)
        var columns: [String] = []
        var seen: Set<String> = []
        for row in flat {
            for cell in row where seen.insert(cell.name).inserted { columns.append(cell.name) }
        }
        let lines = flat.map { row in
            let cells = Dictionary(row.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
            return CSVText.line(columns.map { cells[$0] ?? "" })
        }
        text = CSVText.file([CSVText.line(columns)] + lines)
    }

    private typealias Cell = (name: String, text: String)

    private static func rows(of row: JSONValue) -> [[Cell]] {
        guard case .object(let members) = row else { return [] }
        let ordered = members.sorted { $0.key < $1.key }
        let list = ordered.first {
            $0.value.elements.contains { if case .object = $0 { true } else { false } }
        }
        let own = ordered.filter { $0.key != list?.key }.flatMap { cells(of: $0.value, named: $0.key) }
        guard let list else { return [own] }
        return list.value.elements.flatMap(rows).map { own + $0 }
    }

    private static func cells(of value: JSONValue, named name: String) -> [Cell] {
        guard case .object(let members) = value else { return [(name, text(of: value))] }
        return members.sorted { $0.key < $1.key }.flatMap { cells(of: $0.value, named: name + "." + $0.key) }
    }

    private static func text(of value: JSONValue) -> String {
        switch value {
        case .null: ""
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): "\(number)"
        case .string(let text): CSVText.harmless(text)
        case .array(let elements):
            elements.contains(where: \.isNested) ? value.line : elements.map(text).joined(separator: ";")
        case .object: value.line
        }
    }
}

extension JSONValue {
    fileprivate var isNested: Bool {
        switch self {
        case .array, .object: true
        default: false
        }
    }
}
