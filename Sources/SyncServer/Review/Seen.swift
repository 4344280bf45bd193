import Crypto
import SyncCore

/// What a page showed, so that a form that was made from it supersedes nothing that came since.
///
/// A text that is the same exactly while the same entries are live.
enum Seen {
    static func text(of field: FieldView?) -> String { text(of: field?.live ?? []) }

    static func text(of record: RecordView) -> String { text(of: record.fields.flatMap(\.live)) }

    private static func text(of live: [Entry]) -> String {
        var hash = SHA256()
        for entry in live.sorted(by: { $0.name < $1.name }) {
            hash.update(data: entry.name.change.log.bytes)
            hash.update(data: entry.name.change.number.bigEndianBytes)
            hash.update(data: entry.name.change.leafPrefix.bigEndianBytes)
            hash.update(data: entry.name.position.bigEndianBytes)
        }
        return Array(hash.finalize().prefix(16)).hexadecimal
    }
}
