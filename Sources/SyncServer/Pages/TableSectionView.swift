/// A table in a card of its own.
struct TableSectionView: Sendable {
    struct RowView: Sendable {
        let title: String
        /// The record, or another page, behind it; `nil` for a row of several.
        var link: String?
        /// What marks it.
        var badge: String?
        /// Whether the mark says that something waits for a person.
        var isUrgent = false
        /// Whether it is the sum of others.
        var isTotal = false
        let cells: [CellView]

        /// - Parameters:
        ///   - title: the first cell.
        ///   - columns: the headings of the others.
        ///   - cells: one for each of them.
        init(_ title: String, _ columns: [String], _ cells: [String]) {
            self.title = title
            self.cells = zip(columns, cells).map { CellView(label: $0, text: $1) }
        }
    }

    struct CellView: Sendable {
        /// The column's heading, for narrow screens, where there are no columns.
        let label: String
        let text: String
    }

    let id: String
    let heading: String
    /// What is to be known of it.
    var aside: String?
    /// The heading of the rows' titles.
    let first: String
    let columns: [String]
    let rows: [RowView]
    /// Where it is from, and how a program gets it; `nil` for what the page's records show themselves.
    var note: String?
    let isEmpty: Bool

    init(_ id: String, _ heading: String, first: String, _ columns: [String], _ rows: [RowView]) {
        self.id = id
        self.heading = heading
        self.first = first
        self.columns = columns
        self.rows = rows
        isEmpty = rows.isEmpty
    }

    /// A table as the report has it.
    init(_ id: String, _ table: ReportDocument.Table) {
        let columns = Array(table.columns.dropFirst())
        self.init(
            id,
            table.caption,
            first: table.columns.first ?? "",
            columns,
            table.rows.map { row in
                RowView(row.first?.text ?? "", columns, row.dropFirst().map(\.text))
            }
        )
        note = table.note
    }
}
