/// Text in columns, as wide as their widest cell, and no wider together than the place where they are shown.
package struct Table: Sendable {
    private let headings: [String]
    private let rows: [[String]]

    /// A table; every row has a cell for each heading.
    package init(headings: [String], rows: [[String]]) {
        self.headings = headings
        self.rows = rows.map { $0.map(Self.onOneLine) }
    }

    /// The lines of the table.
    ///
    /// Where they would be wider than `width` columns, the widest cells are cut, and end in `…`.
    package func text(width: Int? = nil) -> String {
        let widths = fittedWidths(to: width)
        return ([headings] + rows).map { row in
            let cells = zip(row, widths).map { cell, width in Self.fitted(cell, to: width) }
            return String(cells.joined(separator: Self.gap).reversed().drop { $0 == " " }.reversed())
        }
        .joined(separator: "\n")
    }

    private static let gap = "  "
    /// Columns below which a cell says nothing any more.
    private static let leastWidth = 6

    private func fittedWidths(to limit: Int?) -> [Int] {
        var widths = headings.indices.map { column in
            ([headings] + rows).map { $0[column].count }.max() ?? 0
        }
        guard let limit else { return widths }
        let available = limit - Self.gap.count * max(0, widths.count - 1)
        while widths.reduce(0, +) > available {
            guard let widest = widths.indices.max(by: { widths[$0] < widths[$1] }),
                widths[widest] > Self.leastWidth
            else { break }
            widths[widest] -= 1
        }
        return widths
    }

    private static func fitted(_ cell: String, to width: Int) -> String {
        let count = cell.count
        if count <= width { return cell + String(repeating: " ", count: width - count) }
        return cell.prefix(max(0, width - 1)) + "…"
    }

    private static func onOneLine(_ cell: String) -> String {
        String(cell.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}
