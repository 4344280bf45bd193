/// Thirty-two bytes of SHA-256; the phantom type says what was hashed.
public struct Digest<Hashed>: Hashable, Comparable, Sendable {
    /// Four big-endian words, the most significant first.
    public let words: (UInt64, UInt64, UInt64, UInt64)

    public init(words: (UInt64, UInt64, UInt64, UInt64)) {
        self.words = words
    }

    /// How many bytes it has.
    public static var byteCount: Int { 32 }

    /// Reads exactly thirty-two bytes; `nil` for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        var rest = bytes[...]
        func word() -> UInt64 {
            defer { rest = rest.dropFirst(8) }
            return rest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        }
        words = (word(), word(), word(), word())
    }

    public var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.reserveCapacity(32)
        writer.append(self)
        return writer.bytes
    }

    /// Gives the thirty-two bytes without an array of them.
    func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let ordered = (
            words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
        )
        return Swift.withUnsafeBytes(of: ordered, body)
    }

    /// The first eight bytes, as entry names carry them.
    public var prefix: UInt64 { words.0 }

    public static func == (left: Self, right: Self) -> Bool { left.words == right.words }

    public static func < (left: Self, right: Self) -> Bool { left.words < right.words }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.3)
    }
}

public enum SegmentHeaderBytes {}
public enum LeafBytes {}
public enum RecordStateBytes {}
public enum ChainBytes {}
public enum PublicKeyBytes {}
public enum VectorBytes {}
public enum BlobBytes {}

/// SHA-256 of a photo or another file that a record names: of its bytes alone, without a tag.
public typealias BlobID = Digest<BlobBytes>

/// SHA-256 of a segment's header.
public typealias SegmentID = Digest<SegmentHeaderBytes>
/// The hash of one change, redacted or not.
public typealias LeafHash = Digest<LeafBytes>
/// The hash of one record's live entries, and, summed, of a space's.
public typealias StateDigest = Digest<RecordStateBytes>
/// H_N, the running hash over the segments a server has numbered.
public typealias ChainHash = Digest<ChainBytes>
/// SHA-256 of an Ed25519 public key.
public typealias KeyID = Digest<PublicKeyBytes>
/// The hash of a version vector.
public typealias VectorDigest = Digest<VectorBytes>

extension Digest: CustomStringConvertible {
    public var description: String { bytes.hexadecimal }

    /// Reads sixty-four hexadecimal digits; `nil` for anything else.
    public init?(hexadecimal digits: some StringProtocol) {
        guard let bytes = [UInt8](hexadecimal: digits) else { return nil }
        self.init(bytes: bytes)
    }
}

extension Digest where Hashed == RecordStateBytes {
    /// The digest of a space without records.
    public static let zero = Self(words: (0, 0, 0, 0))

    /// Sum modulo 2²⁵⁶.
    public static func + (left: Self, right: Self) -> Self {
        var carry = false
        func add(_ left: UInt64, _ right: UInt64) -> UInt64 {
            let (sum, first) = left.addingReportingOverflow(right)
            let (result, second) = sum.addingReportingOverflow(carry ? 1 : 0)
            carry = first || second
            return result
        }
        let fourth = add(left.words.3, right.words.3)
        let third = add(left.words.2, right.words.2)
        let second = add(left.words.1, right.words.1)
        return Self(words: (add(left.words.0, right.words.0), second, third, fourth))
    }

    /// Difference modulo 2²⁵⁶.
    public static func - (left: Self, right: Self) -> Self {
        let negated = Self(words: (~right.words.0, ~right.words.1, ~right.words.2, ~right.words.3))
        return left + negated + Self(words: (0, 0, 0, 1))
    }
}
