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
    /// A line may mean a record of another line: kinds that others refer to, such as areas, are read first.
    func save(_ file: RecordLines, isFromInput: Bool) throws -> [RecordView] {
        let finder = finder
        let photos = PhotoTray()
        let context = finder.context(today: today, photos: photos)
        let reader = RecordReader(space: space, context: context, makeID: newID)
        let progress = ProgressLine(on: console)
        var edits: [RecordEdit] = []
        var faults: [(line: Int, problems: Problems)] = []
        for (index, line) in file.linesByKind.enumerated() {
            if index.isMultiple(of: Self.linesPerRedraw) {
                progress.show(texts.readingLines, done: index, of: file.count)
            }
            do throws(Problems) {
                guard let json = line.json else { throw Problems([InputProblem(.notARecord)]) }
                let edit = try reader.edit(from: json, existing: finder.record)
                let refused = edit.reviewProblems(mayReview: membership.mayReview)
                guard refused.isEmpty else { throw Problems(refused) }
                finder.note(edit, writtenAs: line.id)
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
            throw CommandError.linesNotAccepted(faults.sorted { $0.line < $1.line }, draft: name)
        }
        return try commit(edits.map(withArea), with: photos, orKeep: draft)
    }

    private static let linesPerRedraw = 500
}

extension RecordLines {
    /// One line, as far as it can be read without knowing the records.
    fileprivate struct Line {
        let number: Int
        let json: JSONValue?
        let kind: KindNumber?
        /// The id that it was written with.
        let id: RecordID?

        init(number: Int, text: String) {
            self.number = number
            json = try? JSONValue(line: text)
            guard case .object(let members)? = json else {
                kind = nil
                id = nil
                return
            }
            if case .string(let name)? = members["kind"] {
                kind = Catalogue.kind(written: name)?.number
            } else {
                kind = nil
            }
            if case .string(let digits)? = members["id"] { id = RecordID(digits) } else { id = nil }
        }
    }

    /// In the order of the kinds' numbers, in which a kind comes after those that it most often refers to.
    fileprivate var linesByKind: [Line] {
        let read = lines.map { Line(number: $0.number, text: $0.text) }
        return read.enumerated().sorted { left, right in
            let kinds = (left.element.kind?.rawValue ?? 0, right.element.kind?.rawValue ?? 0)
            return kinds.0 == kinds.1 ? left.offset < right.offset : kinds.0 < kinds.1
        }.map(\.element)
    }
}
