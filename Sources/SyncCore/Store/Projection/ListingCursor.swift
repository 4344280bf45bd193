/// Where a page of a listing ended: the last record's place in the order (changed at, newest first; kind;
/// id).
///
/// It names a record, not a count: records that come or change meanwhile move no other one past it.
struct ListingCursor: Hashable, Sendable {
    /// ``HybridTime/ordered``.
    let changedAt: Int64
    let key: RecordKey

    init(changedAt: HybridTime, key: RecordKey) {
        self.changedAt = changedAt.ordered
        self.key = key
    }

    /// Reads what ``text`` gave.
    init(_ text: String) throws(ValueError) {
        guard let bytes = [UInt8](hexadecimal: text), bytes.count == 28,
            let id = RecordID(bytes: bytes[12...])
        else { throw .malformed }
        func number(_ range: Range<Int>) -> UInt64 { bytes[range].reduce(0) { $0 << 8 | UInt64($1) } }
        changedAt = Int64(bitPattern: number(0..<8))
        key = RecordKey(kind: KindNumber(rawValue: UInt32(number(8..<12))), id: id)
    }

    var text: String {
        (changedAt.bigEndianBytes + key.kind.rawValue.bigEndianBytes + key.id.bytes).hexadecimal
    }
}
