import FieldModel
import Foundation
import SyncCore

extension Workplace {
    /// Saves a draft with corrections, and tells what was saved.
    ///
    /// - Throws: ``CommandError/notAccepted(_:draft:found:)``, whose draft holds the corrections too.
    func save(_ draft: Draft, named name: String, mendedBy words: [String]) throws {
        switch draft.content {
        case .record(let line): try tellSaved(save(document: mended(line, words)))
        case .edit(let kind, let record, let assignments):
            guard let number = Catalogue.kind(named: kind)?.number, let id = RecordID(record),
                let view = try self.record(RecordKey(kind: number, id: id))
            else { throw CommandError.nothingFound(record, nearest: []) }
            try tellSaved(edit(view, Self.mended(assignments, words, of: number)))
        case .lines(let text):
            guard words.isEmpty else { throw CommandError.draftIsFile(name) }
            try tellEntered(save(RecordLines(Data(text.utf8), of: "-"), isFromInput: true))
        }
    }

    /// The assignments with the corrected ones in place of those to the same fields; with a correction,
    /// words that name no field are what it corrects.
    private static func mended(_ typed: [String], _ words: [String], of kind: KindNumber) -> [String] {
        guard !words.isEmpty else { return typed }
        func field(_ word: String) -> FieldNumber? {
            Assignment(word).flatMap { Catalogue.kind(kind)?.field(written: $0.field)?.number }
        }
        let corrected = Set(words.compactMap(field))
        return typed.filter { word in field(word).map { !corrected.contains($0) } ?? false } + words
    }

    /// The record's document with the corrected fields in it; an empty value leaves the field out.
    private func mended(_ line: String, _ words: [String]) throws -> JSONValue {
        guard case .object(var members)? = try? JSONValue(line: line),
            case .object(var fields)? = members["fields"], case .string(let name)? = members["kind"]
        else { throw CommandError.notAccepted(Problems([InputProblem(.notARecord)]), draft: nil) }
        let kind = Catalogue.kind(written: name)
        for word in words {
            guard let assignment = Assignment(word) else {
                throw CommandError.notAccepted(Problems([InputProblem(.notAnAssignment(word))]), draft: nil)
            }
            let field = kind?.field(written: assignment.field)
            let name = field?.name ?? assignment.field
            // The misspelt name that this one corrects.
            for key in fields.keys
            where key != name && field != nil && kind?.field(written: key)?.name == name {
                fields[key] = nil
            }
            fields[name] = assignment.applied(to: fields[name])
        }
        members["fields"] = .object(fields)
        return .object(members)
    }
}

extension Assignment {
    /// What it makes of a field of a draft; `nil` leaves the field out.
    fileprivate func applied(to typed: JSONValue?) -> JSONValue? {
        let elements: [JSONValue]
        switch typed {
        case .array(let several): elements = several
        case let one?: elements = [one]
        case nil: elements = []
        }
        switch operation {
        case .set: return text.isEmpty ? nil : .string(text)
        case .add: return .array(elements + [.string(text)])
        case .remove:
            let left = elements.filter { $0 != .string(text) }
            return left.isEmpty ? nil : .array(left)
        }
    }
}
