extension Certificate {
    /// The record of the control log that holds a member's certificate.
    public static func record(of key: PublicKey) -> RecordKey {
        let digest = key.id
        return RecordKey(
            kind: ControlLog.certificate,
            id: RecordID(high: digest.words.0, low: digest.words.1)
        )
    }

    /// What the control log writes to make the certificate known.
    public var edit: RecordEdit {
        RecordEdit(record: Self.record(of: publicKey), edits: [.set(ControlLog.content, .bytes(bytes))])
    }

    /// Reads a certificate from its record; its signature is not yet verified.
    ///
    /// - Throws: ``LogError/malformed(_:)`` if the record holds none, or one of another key.
    public init(record: RecordView) throws(LogError) {
        guard record.key.kind == ControlLog.certificate,
            case .bytes(let bytes)? = record[ControlLog.content]?.shown
        else { throw .malformed(.certificate) }
        try self.init(decoding: bytes)
        guard Self.record(of: publicKey) == record.key else { throw .malformed(.certificate) }
    }
}
