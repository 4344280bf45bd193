import FieldModel
import SyncCore

/// The elements of a set: which of those that the page showed stay, and which are new.
///
/// What somebody else adds meanwhile stays: a set merges, so that no form of one is stale.
struct SetForm: DeedForm {
    let field: String
    /// The elements that the page showed as the record's, in hexadecimal digits of their canonical bytes.
    let was: [String]?
    /// Those that are ticked.
    let keep: [String]?
    /// More, one a line.
    let add: String?

    var typed: String { add ?? "" }

    func deed(on view: RecordView, reading: ReadingContext) throws -> ReviewDesk.Deed {
        let field = try view.formField(field, isSet: true)
        let (shown, kept) = (try Self.values(was), try Self.values(keep))
        let reader = ValueReader(field: field, context: reading)
        let lines = (add ?? "").split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
        let more =
            kept.filter { !shown.contains($0) } + (try lines.map { try reader.value(from: String($0)) })
        let gone = shown.filter { !kept.contains($0) }
        let edits: [FieldEdit] = [
            gone.isEmpty ? nil : .remove(field.number, gone), more.isEmpty ? nil : .add(field.number, more),
        ].compactMap(\.self)
        return ReviewDesk.Deed(record: view.key, edits: edits, seen: .nothing)
    }

    private static func values(_ texts: [String]?) throws(ReviewRefusal) -> [Value] {
        var values: [Value] = []
        for text in texts ?? [] {
            guard let bytes = [UInt8](hexadecimal: text), let value = try? Value(canonicalBytes: bytes) else {
                throw .noSuchChoice
            }
            values.append(value)
        }
        return values
    }
}
