extension Digest where Hashed == BlobBytes {
    /// The name of a blob's bytes.
    public init(of bytes: [UInt8]) {
        self.init(ofUntagged: bytes)
    }

    /// The blobs that changes name: every `bytes` value of 32 bytes, alone or in a group, in a record of any
    /// kind, and in a value that a redaction restates.
    ///
    /// It needs no schema: a replica keeps and passes on the blobs of kinds that it does not know.
    static func named(by changes: some Sequence<MergeableChange>) -> Set<BlobID> {
        var named: Set<BlobID> = []
        for change in changes {
            if change.record.isOfControlLog {
                for restatement in Restatement.all(in: change) {
                    named.formUnion(self.named(inValue: restatement.value))
                }
            } else {
                for write in change.writes {
                    for case .value(let bytes) in write.contents {
                        named.formUnion(self.named(inValue: bytes))
                    }
                }
            }
        }
        return named
    }

    /// The blobs that a value in canonical form names.
    static func named(inValue bytes: [UInt8]) -> Set<BlobID> {
        // Nearly every value ends here, unread.
        guard let tag = bytes.first, bytes.count > BlobID.byteCount,
            tag == Value.Tag.group || tag == Value.Tag.bytes
        else { return [] }
        return named(in: Value(readingAny: bytes))
    }

    private static func named(in value: Value) -> Set<BlobID> {
        switch value {
        case .bytes(let bytes): BlobID(bytes: bytes).map { [$0] } ?? []
        case .group(let members): members.reduce(into: []) { $0.formUnion(named(in: $1)) }
        default: []
        }
    }
}
