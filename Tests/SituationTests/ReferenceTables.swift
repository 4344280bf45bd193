import FieldModel
import Foundation
import Imports
import Situation
import SyncCore
import TestSupport

/// The tables of the reference data as records, read by the mappings that users have.
enum ReferenceTables {
    static let space = SpaceID(high: 2024, low: 1)

    /// The records that a table and its mapping make.
    static func records(of name: String, by mapping: String? = nil) throws -> [RecordView] {
        let folder = ExampleFiles.folder
        let table = try CSVTable(Data(contentsOf: folder.appending(path: name + ".csv")))
        let file = (mapping ?? name) + ".mapping.json"
        let meaning = try ImportMapping(Data(contentsOf: folder.appending(path: file)))
        let reader = RecordReader(
            space: space,
            context: ReadingContext(today: CalendarDate(daysSinceEpoch: 20_040)) { kind, name in
                kind == .area ? .found(Area.id(named: name, in: space)) : .nothing(nearest: [])
            },
            makeID: { RecordID(high: 0, low: 0) }
        )
        let plan = try ImportPlan(
            of: try ImportedRecords(of: table, by: meaning, in: space),
            reader: reader,
            existing: { _ in nil }
        )
        return plan.edits.map { edit in
            var author = RecordAuthor(edit.record, schema: schema)
            author.make(edit.edits)
            return author.view
        }
    }

    /// The rows of a table by the names of its columns.
    static func rows(of file: String) throws -> [[String: String]] {
        let table = try CSVTable(Data(contentsOf: ExampleFiles.folder.appending(path: file)))
        return table.rows.map { Dictionary(uniqueKeysWithValues: zip(table.columns, $0.cells)) }
    }

    /// Has reference.py work something out of what it is given.
    static func worked<Answer: Decodable>(_ command: String, of given: some Encodable) async throws -> Answer
    {
        let input = String(decoding: try JSONEncoder().encode(given), as: UTF8.self)
        return try await worked(command, input: input)
    }

    /// Has reference.py work something out.
    static func worked<Answer: Decodable>(_ arguments: String..., input: String = "") async throws -> Answer {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "reference.py").path
        let run = try await runPython(
            [script] + arguments,
            input: input,
            interpreter: try TestTools.path("bin/python3")
        )
        return try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
    }
}
