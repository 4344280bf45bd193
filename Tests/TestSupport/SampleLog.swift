public import SyncCore

/// One log of one member, with fixed keys, salts and times: the same in every run.
public struct SampleLog {
    public static let space = SpaceID(high: 0x5350_4143_4530_3030, low: 1)
    public static let kind = KindNumber(rawValue: 17)

    public let serverKey: SigningKey
    public let memberKey: SigningKey
    public let certificate: Certificate
    public let opening: LogOpening

    /// The log's name in ``space``.
    public var log: LogID { opening.logID(in: Self.space) }

    public init(pseudonym: String = "Gråsparv 7", rights: Rights = [.write, .review]) throws {
        serverKey = try Self.key(of: 1)
        memberKey = try Self.key(of: 2)
        certificate = try Certificate(
            space: Self.space,
            publicKey: memberKey.publicKey,
            pseudonym: pseudonym,
            rights: rights,
            signedBy: serverKey
        )
        opening = LogOpening(
            publicKey: memberKey.publicKey,
            nonce: (0..<16).map { UInt8($0) },
            certificate: certificate
        )
    }

    /// Seals changes that each fit in one leaf into one segment.
    public func segment(
        of changes: [Change],
        at position: LogPosition = .start,
        seen: VectorDigest = VersionVector().digest
    ) throws -> Segment {
        let leaves = try changes.enumerated().map { offset, change in
            try Leaf(change, salt: Self.salt(of: position.next + UInt64(offset)))
        }
        return try Segment(
            sealing: leaves,
            of: opening,
            in: Self.space,
            at: position,
            seen: seen,
            key: memberKey
        )
    }

    /// A change that sets one field of a record.
    public static func change(of record: UInt64, field: UInt32 = 20, to value: Value) -> Change {
        Change(
            record: RecordKey(kind: kind, id: RecordID(high: 0xFA17, low: record)),
            time: HybridTime(millisecondsSinceEpoch: 1_731_664_800_000 + Int64(record)),
            writes: [Write(field: FieldNumber(rawValue: field), values: [value.canonicalBytes])]
        )
    }

    /// Sixteen bytes that follow from a change's number.
    public static func salt(of number: UInt64) -> [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: number &* 31 &+ $0) }
    }

    /// A key whose 32 secret bytes are all the same.
    public static func key(of byte: UInt8) throws -> SigningKey {
        guard let key = SigningKey(bytes: [UInt8](repeating: byte, count: 32)) else {
            throw SampleError.noKey
        }
        return key
    }
}

/// What only a mistake in a test can cause.
public enum SampleError: Error {
    case noKey
}
