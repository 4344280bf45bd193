import Crypto
import SyncCore

/// What a page showed, so that a form that was made from it supersedes nothing that came since.
///
/// A text that is the same exactly while the same entries are live.
enum Seen {
    static func text(of field: FieldView?) -> String { text(of: field?.live ?? []) }

    /// A withdrawal is none of the fields, and counts.
    static func text(of record: RecordView) -> String {
        text(
            of: record.fields.flatMap(\.live),
            withdrawal: [record.isWithdrawn ? 1 : 0, record.isWithdrawalContested ? 1 : 0]
        )
    }

    private static func text(of live: [Entry], withdrawal: [UInt8] = []) -> String {
        var hash = SHA256()
        hash.update(data: withdrawal)
        for entry in live.sorted(by: { $0.name < $1.name }) {
            hash.update(data: entry.name.change.log.bytes)
            hash.update(data: entry.name.change.number.bigEndianBytes)
            hash.update(data: entry.name.change.leafPrefix.bigEndianBytes)
            hash.update(data: entry.name.position.bigEndianBytes)
        }
        return Array(hash.finalize().prefix(16)).hexadecimal
    }
}
