import SyncCore

/// The records of a control log, as edits.
///
/// Documentation/Protocol.md, "The control log", has the table.
enum ControlRecord {
    private static let certificateKind = KindNumber(rawValue: 1)
    private static let standingKind = KindNumber(rawValue: 2)
    private static let content = FieldNumber(rawValue: 16)

    /// Kind 1: a member's certificate, under the first 16 bytes of its key's fingerprint.
    static func certificate(_ certificate: Certificate) -> RecordEdit {
        let fingerprint = certificate.publicKey.id.words
        let id = RecordID(high: fingerprint.0, low: fingerprint.1)
        return RecordEdit(
            record: RecordKey(kind: certificateKind, id: id),
            edits: [.set(content, .bytes(certificate.bytes))]
        )
    }

    /// Kind 2: the rights of a log from a segment on, under the log's own name.
    ///
    /// The field is a set: each change holds from its segment on.
    ///
    /// - Parameters:
    ///   - log: whose rights change.
    ///   - last: the last segment with the rights before; `nil` if none has them.
    ///   - rights: from then on.
    /// - Returns: the edit to save in the control log.
    static func standing(of log: LogID, keptUpTo last: SegmentID?, then rights: Rights) -> RecordEdit {
        let key = standingKey(of: log)
        let value = Value.group([
            .id(key.id), .bytes(last?.bytes ?? []), .integer(Int64(rights.rawValue)),
        ])
        return RecordEdit(record: key, edits: [.add(content, [value])])
    }

    static func standingKey(of log: LogID) -> RecordKey {
        RecordKey(kind: standingKind, id: RecordID(high: log.high, low: log.low))
    }

    /// The rights that the latest standing change leaves; `nil` if the record holds none.
    static func rights(_ record: RecordView) -> Rights? {
        let latest = record[content]?.live.max { $0.time < $1.time }
        guard case .value(let bytes)? = latest?.content,
            case .group(let members)? = try? Value(canonicalBytes: bytes), members.count == 3,
            case .integer(let number) = members[2]
        else { return nil }
        return UInt32(exactly: number).map { Rights(rawValue: $0) }
    }
}
