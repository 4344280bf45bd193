extension RecordState {
    /// The record hash, of which a space's state digest is the sum.
    ///
    /// SHA-256 of
    /// - the tag `faltbild/record/1` and a zero byte,
    /// - the record's id (16 bytes) and its kind (4 bytes),
    /// - per field that holds a live entry, ascending by number: the field number (4 bytes), then
    ///   - per live entry, ascending by name: log (16 bytes), number (8), leaf prefix (8), position (4), and
    ///     SHA-256 of the value's canonical bytes, or of the ASCII word `redacted` or `missing` (32).
    ///
    /// Numbers are big-endian. It depends on nothing but the live entries, of known and unknown kinds alike.
    public func digest(of key: RecordKey) -> StateDigest {
        var writer = ByteWriter()
        writer.reserveCapacity(Self.digestedHead + entries.count * Self.digestedEntry)
        writer.appendBigEndian(key.id.high)
        writer.appendBigEndian(key.id.low)
        writer.appendBigEndian(key.kind.rawValue)
        var field: FieldNumber?
        for entry in entries {
            if entry.field != field { writer.appendBigEndian(entry.field.rawValue) }
            field = entry.field
            writer.appendDigested(entry)
        }
        var hasher = TaggedHasher<RecordStateBytes>(.record)
        hasher.update(writer.bytes)
        return hasher.finalize()
    }

    private static let digestedHead = 16 + 4
    /// Bytes of an entry that is the only one of its field.
    private static let digestedEntry = 4 + 16 + 8 + 8 + 4 + 32
}

private enum ContentBytes {}

extension Digest where Hashed == ContentBytes {
    fileprivate static let redacted = Self(ofUntagged: Array("redacted".utf8))
    fileprivate static let missing = Self(ofUntagged: Array("missing".utf8))
}

extension ByteWriter {
    fileprivate mutating func appendDigested(_ entry: Entry) {
        appendBigEndian(entry.name.change.log.high)
        appendBigEndian(entry.name.change.log.low)
        appendBigEndian(entry.name.change.number)
        appendBigEndian(entry.name.change.leafPrefix)
        appendBigEndian(entry.name.position)
        let digest: Digest<ContentBytes> =
            switch entry.content {
            case .value(let bytes): Digest(ofUntagged: bytes)
            case .redacted: .redacted
            case .missing: .missing
            }
        append(digest)
    }
}
