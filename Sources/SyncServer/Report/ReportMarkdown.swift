extension ReportDocument {
    /// The report as Markdown, with tables as GitHub reads them.
    public var markdown: String {
        var lines = ["# \(Self.plain(title))", "", Self.plain(subtitle)]
        for section in sections {
            lines += ["", "## \(Self.plain(section.heading))"]
            for paragraph in section.paragraphs { lines += ["", Self.plain(paragraph)] }
            for table in section.tables { lines += [""] + Self.lines(of: table) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(of table: Table) -> [String] {
        func row(_ cells: [String]) -> String { "| " + cells.map(cell).joined(separator: " | ") + " |" }
        return ["**\(plain(table.caption))**", "", row(table.columns)]
            + ["|" + String(repeating: " --- |", count: table.columns.count)]
            + table.rows.map { row($0.map(\.text)) } + ["", "*\(plain(table.note))*"]
    }

    private static func cell(_ text: String) -> String { plain(text).replacing("|", with: "\\|") }

    /// What people typed is text, never markup.
    private static func plain(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
            .replacing("\\", with: "\\\\").replacing("<", with: "\\<").replacing("*", with: "\\*")
            .replacing("_", with: "\\_").replacing("[", with: "\\[").replacing("`", with: "\\`")
    }
}
