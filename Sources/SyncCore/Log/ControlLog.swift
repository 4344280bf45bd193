/// The engine's own kinds of record, which the server's control log writes and nobody else.
///
/// They are records like any other, merged by the same code; what they mean is read from their live entries.
public enum ControlLog {
    /// A member's certificate.
    ///
    /// The record's id is the first 16 bytes of SHA-256 of the member's public key.
    public static let certificate = KindNumber(rawValue: 1)
    /// The end or the change of a log's rights.
    ///
    /// The record's id is the log's.
    public static let standingChange = KindNumber(rawValue: 2)
    /// The erasure of the values of changes.
    ///
    /// The record's id is the first 16 bytes of the id of the segment that carries them.
    public static let redaction = KindNumber(rawValue: 3)
    /// A new key of the server.
    ///
    /// The number is reserved: this version keeps and forwards such records.
    public static let keyRotation = KindNumber(rawValue: 4)

    /// The space's name, which is only shown.
    ///
    /// The record's id is the space's.
    public static let space = KindNumber(rawValue: 5)

    /// What the record says: one field, so that what belongs together is written together.
    public static let content = FieldNumber(rawValue: 16)
    /// In a redaction's record: values of the redacted changes that are to be seen all the same.
    public static let restated = FieldNumber(rawValue: 17)

    /// How the kinds merge.
    ///
    /// Several standing changes of a log, and several redactions of a segment, hold at the same time: such
    /// fields are sets.
    public static let kinds = [
        KindSchema(
            number: certificate,
            name: "certificate",
            fields: [FieldSchema(number: content, name: "certificate", type: .bytes)]
        ),
        KindSchema(
            number: standingChange,
            name: "standing_change",
            fields: [
                FieldSchema(
                    number: content,
                    name: "standing_change",
                    type: .group([.id, .bytes, .integer]),
                    policy: .union
                )
            ]
        ),
        KindSchema(
            number: space,
            name: "space",
            fields: [FieldSchema(number: content, name: "name", type: .text)]
        ),
        KindSchema(
            number: redaction,
            name: "redaction",
            fields: [
                FieldSchema(
                    number: content,
                    name: "redaction",
                    type: .group([.bytes, .integer, .integer, .text]),
                    policy: .union
                ),
                FieldSchema(
                    number: restated,
                    name: "restated",
                    type: .group([.bytes, .integer, .integer, .bytes]),
                    policy: .union
                ),
            ]
        ),
    ]

    /// How the kinds merge, by their numbers.
    static let schema = Schema(kinds: kinds)
}
