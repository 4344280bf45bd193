import ArgumentParser
import FieldModel
import Foundation
import SyncServer
import Terminal

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write the yearly situation report of a space.",
        discussion: """
            As a page, a PDF, Markdown or JSON, in Swedish or English. What nothing is known of says so. PDF
            needs the package weasyprint.

              field-server report --year 2024 --space hv-shared --format pdf --output lagesbild.pdf
            """
    )

    /// The forms that a report takes.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case html, pdf, md, json
    }

    @OptionGroup var common: CommonOptions

    @Option(help: "The year.")
    var year: Int

    @Option(help: "The space.")
    var space: String

    @Option(help: "html, pdf, md or json.")
    var format = Format.html

    @Option(help: "The report's language, sv or en.")
    var language = Language.swedish

    @Option(help: "The file; without it the report goes to standard output.")
    var output: String?

    func validate() throws {
        guard (2_000...2_100).contains(year) else {
            throw ValidationError("--year is a year from 2000 to 2100.")
        }
        guard format != .pdf || output != nil else {
            throw ValidationError("A PDF needs --output.")
        }
    }

    func run() async throws {
        try await common.runWaiting { texts in
            let report = try common.administration().report(of: year, space: space, in: language)
            let text =
                switch format {
                case .html, .pdf: report.html
                case .md: report.markdown
                case .json: report.json + "\n"
                }
            guard let output else { return Console.standard.print(text) }
            if format == .pdf {
                try await PDFRenderer.write(text, to: output)
            } else if !FileManager.default.createFile(atPath: output, contents: Data(text.utf8)) {
                throw ServerError.fileNotWritable(path: output)
            }
            Console.standard.print(texts.reportWritten(output))
        }
    }
}
