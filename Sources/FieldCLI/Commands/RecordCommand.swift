import ArgumentParser
import FieldModel
import Foundation
import SyncCore
import Terminal

struct RecordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: say("Läs in poster från en fil.", "Enter records from a file."),
        discussion: say(
            """
            En post per rad i den form som --json skriver; kind och fields räcker. Allt sparas i ett slag,
            eller inget: varje rad som inte godtas räknas upp.

              field record --from platser.jsonl
              field list --json | field record --from - --home ./annan
            """,
            """
            One record a line in the form that --json writes; kind and fields are enough. All is saved at
            once, or nothing: every line that is not accepted is listed.

              field record --from places.jsonl
              field list --json | field record --from - --home ./other
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Option(
        help: ArgumentHelp(
            say("Filen; - för standard input.", "The file; - for standard input."),
            valueName: say("fil", "file")
        ),
        completion: .file()
    )
    var from: String

    func run() throws {
        let lines = try RecordLines(try contents(), of: from)
        // What came by standard input is nowhere else.
        let workplace = try Workplace(common, orKeep: from == "-" ? .lines(lines.text) : .nothing)
        try workplace.tellEntered(workplace.save(lines, isFromInput: from == "-"))
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private func contents() throws -> Data {
        guard from != "-" else { return FileHandle.standardInput.readDataToEndOfFile() }
        do {
            return try Data(contentsOf: URL(filePath: from))
        } catch {
            let code = access(from, R_OK) == 0 ? (Self.isFolder(from) ? EISDIR : EIO) : errno
            throw CommandError.fileNotReadable(from, code: code)
        }
    }
}
