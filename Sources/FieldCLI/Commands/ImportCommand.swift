import ArgumentParser
import FieldModel
import Foundation
import Imports
import Terminal

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: say("Läs in en tabell från en fil.", "Enter a table from a file."),
        discussion: say(
            """
            CSV med komma, semikolon eller tabb, i UTF-8 eller Windows-1252. Mappningen säger vad kolumnerna
            betyder; Examples/hasselby-vallingby har flera. Allt sparas i ett slag, eller inget. Samma fil en
            gång till ändrar inget. Tryckta summor som inte stämmer räknas upp.

              field import compstat.csv --mapping compstat.mapping.json
              field import compstat.csv --mapping compstat.mapping.json --dry-run
            """,
            """
            CSV with commas, semicolons or tabs, in UTF-8 or Windows-1252. The mapping says what the columns
            mean; Examples/hasselby-vallingby has several. All is saved at once, or nothing. The same file
            once more changes nothing. Printed sums that do not match are listed.

              field import compstat.csv --mapping compstat.mapping.json
              field import compstat.csv --mapping compstat.mapping.json --dry-run
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(
        help: ArgumentHelp(say("CSV-filen.", "The CSV file."), valueName: say("fil", "file")),
        completion: .file(extensions: ["csv", "txt", "tsv"])
    )
    var file: String

    @Option(
        help: ArgumentHelp(
            say("Vad kolumnerna betyder, JSON.", "What the columns mean, JSON."),
            valueName: say("fil", "file")
        ),
        completion: .file(extensions: ["json"])
    )
    var mapping: String

    @Flag(
        help: ArgumentHelp(
            say("Visa vad det skulle bli; spara inget.", "Show what it would be; save nothing.")
        )
    )
    var dryRun = false

    func run() throws {
        let table: CSVTable
        let mapping: ImportMapping
        let (rows, meaning) = (try Self.contents(of: file), try Self.contents(of: self.mapping))
        do throws(ImportFault) {
            table = try CSVTable(rows)
            mapping = try ImportMapping(meaning)
        } catch {
            throw CommandError.notImported(error)
        }
        let workplace = try Workplace(common)
        let summary = try workplace.importing(table, by: mapping, saving: !dryRun)
        if common.json {
            workplace.console.print(summary.document(isSaved: !dryRun).line)
        } else {
            for line in summary.lines(isSaved: !dryRun) {
                workplace.console.print(line[workplace.texts.language])
            }
        }
    }

    private static func contents(of file: String) throws(CommandError) -> Data {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw .fileNotReadable(file, code: errno == 0 ? ENOENT : errno)
        }
        return data
    }
}
