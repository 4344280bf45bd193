import FieldModel
import SyncCore

/// A record as forms and addresses name it: `kind/id`.
extension RecordKey {
    var text: String { "\(Catalogue.kind(kind)?.name ?? String(kind.rawValue))/\(id.uuidString)" }

    /// Reads ``text``; `nil` for anything else, and for a kind that this version does not know.
    init?(text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = Catalogue.kind(named: String(parts[0])),
            let id = RecordID(String(parts[1]))
        else { return nil }
        self.init(kind: kind.number, id: id)
    }
}
