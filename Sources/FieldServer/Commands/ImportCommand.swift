import ArgumentParser
import FieldModel
import Foundation
import Imports
import SyncServer
import Terminal

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Enter a table from a CSV file: statistics, places, decided levels, survey responses.",
        discussion: """
            The mapping says what the columns mean; Examples/hasselby-vallingby has several. A person who may
            write in the space writes it, signed as everything else. Everything is written at once, or
            nothing; running it again changes nothing. Printed sums that do not match are listed.

              field-server import compstat.csv --mapping compstat.mapping.json \\
                --space hv-shared --as lind-02
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The CSV file.", completion: .file(extensions: ["csv", "txt", "tsv"]))
    var file: String

    @Option(help: "What the columns mean, JSON.", completion: .file(extensions: ["json"]))
    var mapping: String

    @Option(help: "The space.")
    var space: String

    @Option(name: .customLong("as"), help: "The person who writes it.")
    var pseudonym: String

    @Flag(help: "What it came to, as JSON.")
    var json = false

    func run() throws {
        try common.run { texts in
            let (rows, meaning) = (try Self.contents(of: file), try Self.contents(of: mapping))
            let summary: ImportSummary
            do {
                summary = try common.administration().importTable(
                    CSVTable(rows),
                    by: ImportMapping(meaning),
                    space: space,
                    as: pseudonym
                )
            } catch let fault as ImportFault {
                Console.standard.tell(texts.notImported(fault.message))
                throw ExitCode.failure
            } catch let refusal as ImportPlan.Refusal {
                Console.standard.tell(texts.message(for: refusal))
                throw ExitCode.failure
            }
            if json { return Console.standard.print(summary.document(isSaved: true).line) }
            for line in summary.lines(isSaved: true) { Console.standard.print(line[texts.language]) }
        }
    }

    private static func contents(of file: String) throws(ServerError) -> Data {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw .fileNotReadable(path: file)
        }
        return data
    }
}
