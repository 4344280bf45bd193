import FieldModel

extension ReportDocument {
    /// The report for programs: the same parts, tables as rows of texts.
    public var json: String {
        let sections = sections.map { section in
            JSONValue.object([
                "heading": .string(section.heading),
                "paragraphs": .array(section.paragraphs.map { .string($0) }),
                "tables": .array(section.tables.map(Self.json)),
                "charts": .array(section.charts.map(Self.json)),
            ])
        }
        return JSONValue.object([
            "language": .string(language), "title": .string(title), "subtitle": .string(subtitle),
            "sections": .array(sections),
        ])
        .line
    }

    private static func json(_ chart: BarChart) -> JSONValue {
        let series = chart.series.map { series in
            JSONValue.object([
                "name": .string(series.name),
                "values": .array(series.values.map { $0.map { .quantity($0.units) } ?? .null }),
            ])
        }
        return .object([
            "caption": .string(chart.caption), "note": .string(chart.note),
            "labels": .array(chart.labels.map { .string($0) }), "series": .array(series),
        ])
    }

    private static func json(_ table: Table) -> JSONValue {
        .object([
            "caption": .string(table.caption), "note": .string(table.note),
            "columns": .array(table.columns.map { .string($0) }),
            "rows": .array(table.rows.map { .array($0.map { .string($0.text) }) }),
        ])
    }
}
