import FieldModel
import SyncCore

/// A form on a record's page that asks for one change of it.
protocol DeedForm: Decodable, Sendable {
    /// What a person typed into it, to be shown again where it is refused.
    var typed: String { get }

    /// What the page tells when it is done.
    static var told: Told { get }

    /// What is to be written.
    ///
    /// - Parameters:
    ///   - view: the record as it is.
    ///   - reading: how typed values are read.
    /// - Returns: the edits, and what the page showed of what they write.
    /// - Throws: ``ReviewRefusal``, or `InputProblem`.
    func deed(on view: RecordView, reading: ReadingContext) throws -> ReviewDesk.Deed
}

extension DeedForm {
    var typed: String { "" }

    static var told: Told { .saved }
}

/// What a page tells of what was just done, as its address says it.
enum Told: String, Sendable {
    case saved, unchanged, approved, assigned, settled, someLeft, asked, undone, redacted, linked, notSame
    case unlinked, entered, revoked, looked

    /// The name of its sentence among the pages' words.
    var word: String { "told" + rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

extension RecordView {
    /// The field of a form; sets have a form of their own.
    func formField(_ name: String, isSet: Bool = false) throws(ReviewRefusal) -> FieldDefinition {
        guard let field = Catalogue.kind(key.kind)?[name], field.isSet == isSet, !field.isKey else {
            throw .noSuchChoice
        }
        return field
    }
}

extension FieldDefinition {
    /// The edit that a typed value asks for: nothing but white space clears the field.
    func edit(typed text: String, reading: ReadingContext) throws(InputProblem) -> FieldEdit {
        if text.allSatisfy(\.isWhitespace) { return .clear(number) }
        return .set(number, try ValueReader(field: self, context: reading).value(from: text))
    }
}
