/// What the report is written as for a browser; the names are those of addresses.
enum ReportFormat: String, CaseIterable, Sendable {
    case html, md, json

    /// As links name it.
    var label: String {
        switch self {
        case .html: "HTML"
        case .md: "Markdown"
        case .json: "JSON"
        }
    }

    var mediaType: String {
        switch self {
        case .html: "text/html; charset=utf-8"
        case .md: "text/markdown; charset=utf-8"
        case .json: "application/json"
        }
    }

    func text(of report: ReportDocument) -> String {
        switch self {
        case .html: report.html
        case .md: report.markdown
        case .json: report.json + "\n"
        }
    }
}
