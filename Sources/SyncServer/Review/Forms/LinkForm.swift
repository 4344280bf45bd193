import FieldModel
import SyncCore

/// Whether two records tell of the same thing.
///
/// "Not the same" is a link that is withdrawn in the same breath: it can be read, and taken back, as any
/// other write.
struct LinkForm: Decodable, Sendable {
    /// As `RecordKey.text`, each.
    let first: String
    let second: String
    /// Which of them is shown; `nil` if they are not the same.
    let shown: String?
    /// Of the link, given with the page: a form that is sent twice links once.
    let id: String

    /// - Throws: ``ReviewRefusal/noSuchChoice``
    func edits(in picture: Picture) throws(ReviewRefusal) -> [RecordEdit] {
        guard let first = RecordKey(text: first), let second = RecordKey(text: second), first != second,
            picture[first] != nil, picture[second] != nil, let id = RecordID(id)
        else { throw .noSuchChoice }
        let link = RecordKey(kind: .link, id: id)
        let records: FieldEdit = .add(
            Link.records.number,
            [RecordReference(first).fieldValue, RecordReference(second).fieldValue]
        )
        guard let shown else {
            return [
                RecordEdit(record: link, edits: [records]), RecordEdit(record: link, edits: [.withdraw]),
            ]
        }
        guard let shown = RecordKey(text: shown), shown == first || shown == second else {
            throw .noSuchChoice
        }
        let choice: FieldEdit = .set(Link.shown.number, RecordReference(shown).fieldValue)
        return [RecordEdit(record: link, edits: [records, choice])]
    }
}
