import FieldModel
import Foundation
import SyncCore
import Terminal

/// The lines of a file of records that hold something, with their numbers from 1.
struct RecordLines {
    let lines: [(number: Int, text: String)]
    /// All of it as it came.
    let text: String

    var count: Int { lines.count }

    /// - Throws: ``CommandError/notUTF8(_:line:)``.
    init(_ data: Data, of file: String) throws(CommandError) {
        var lines: [(number: Int, text: String)] = []
        for (index, bytes) in data.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            guard let line = String(validating: bytes, as: UTF8.self) else {
                throw .notUTF8(file, line: index + 1)
            }
            if line.contains(where: { !$0.isWhitespace }) { lines.append((index + 1, line)) }
        }
        self.lines = lines
        text = String(decoding: data, as: UTF8.self)
    }
}

extension Workplace {
    /// Reads every line, and saves all records in one transaction, or none.
    ///
    /// A line may mean a record that a line before it names.
    func save(_ file: RecordLines, isFromInput: Bool) throws -> [RecordView] {
        let finder = finder
        let reader = RecordReader(space: space, context: finder.context(today: today), makeID: newID)
        let progress = ProgressLine(on: console)
        var edits: [RecordEdit] = []
        var faults: [(line: Int, problems: Problems)] = []
        for (index, line) in file.lines.enumerated() {
            if index.isMultiple(of: Self.linesPerRedraw) {
                progress.show(texts.readingLines, done: index, of: file.count)
            }
            do throws(Problems) {
                guard let json = try? JSONValue(line: line.text) else {
                    throw Problems([InputProblem(.notARecord)])
                }
                let edit = try reader.edit(from: json, existing: finder.record)
                let refused = reviewProblems(in: edit)
                guard refused.isEmpty else { throw Problems(refused) }
                finder.note(edit)
                edits.append(edit)
            } catch {
                faults.append((line.number, error))
            }
            try finder.check()
        }
        progress.clear()
        let draft = isFromInput ? Draft.Content.lines(file.text) : nil
        guard faults.isEmpty else {
            let name = try draft.map { content throws(CommandError) in try keep(content) }
            throw CommandError.linesNotAccepted(faults, draft: name)
        }
        return try commit(edits, orKeep: draft)
    }

    private static let linesPerRedraw = 500
}
