/// The report as a page that stands by itself, for a browser, a printer, or a renderer of PDF.
struct ReportPage: Sendable {
    struct CellView: Sendable {
        let text: String
        /// The style: `level1` … `level5`, `unseen`, or nothing.
        let kind: String
    }

    struct RowView: Sendable {
        let cells: [CellView]
    }

    struct TableView: Sendable {
        let caption: String
        let columns: [String]
        let rows: [RowView]
        let note: String
        let isWide: Bool
    }

    struct SectionView: Sendable {
        let number: Int
        let heading: String
        let paragraphs: [String]
        let tables: [TableView]
        let charts: [ChartView]
    }

    let language: String
    let title: String
    let subtitle: String
    let sections: [SectionView]

    init(_ document: ReportDocument) {
        language = document.language
        title = document.title
        subtitle = document.subtitle
        sections = document.sections.enumerated().map { index, section in
            SectionView(
                number: index + 1,
                heading: section.heading,
                paragraphs: section.paragraphs,
                tables: section.tables.map { table in
                    TableView(
                        caption: table.caption,
                        columns: table.columns,
                        rows: table.rows.map { RowView(cells: $0.map(Self.cell)) },
                        note: table.note,
                        isWide: table.columns.count > 8
                    )
                },
                charts: section.charts.map { ChartView($0) }
            )
        }
    }

    private static func cell(_ cell: ReportDocument.Cell) -> CellView {
        let kind = cell.level.map { $0 == 0 ? "unseen" : "level\($0)" } ?? ""
        return CellView(text: cell.text, kind: kind)
    }
}

extension ReportDocument {
    /// The report as HTML; what people typed is escaped.
    public var html: String { PageLibrary.builtIn.render(.report, ReportPage(self)) }
}
