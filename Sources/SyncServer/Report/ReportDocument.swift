/// The yearly situation report: what it says, before it is set in a form.
public struct ReportDocument: Hashable, Sendable {
    /// A cell of a table.
    public struct Cell: Hashable, Sendable {
        public let text: String
        /// 1 to 5 where the cell is a situation level, 0 where nobody looked; `nil` for any other.
        public let level: Int?

        init(_ text: String, level: Int? = nil) {
            self.text = text
            self.level = level
        }
    }

    /// A table with what it is from.
    public struct Table: Hashable, Sendable {
        public let caption: String
        public let columns: [String]
        public let rows: [[Cell]]
        /// Source, snapshot, and where a program gets the same.
        public let note: String
    }

    /// A part under a heading.
    public struct Section: Hashable, Sendable {
        public let heading: String
        public let paragraphs: [String]
        public let tables: [Table]
        /// What tables hold, as pictures.
        public let charts: [BarChart]
    }

    public let language: String
    public let title: String
    public let subtitle: String
    public let sections: [Section]
}
