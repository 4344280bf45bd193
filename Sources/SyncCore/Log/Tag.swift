import Crypto
import FoundationEssentials

/// What bytes are hashed or signed for.
///
/// Each purpose has its own tag, so that bytes made for one purpose are never valid for another.
///
/// What is hashed is the tag's ASCII bytes, one zero byte, then the content.
enum Tag: String {
    case logName = "faltbild/log/1"
    case leaf = "faltbild/leaf/1"
    case leaves = "faltbild/leaves/1"
    case segment = "faltbild/segment/1"
    case vector = "faltbild/vector/1"
    case record = "faltbild/record/1"
    case certificate = "faltbild/certificate/1"
    case receipt = "faltbild/receipt/1"
    case head = "faltbild/head/1"
    case session = "faltbild/session/1"
    case enrolment = "faltbild/enrolment/1"
    case identity = "faltbild/identity/1"
    case bundle = "faltbild/bundle/1"
    case bundleKey = "faltbild/bundle-key/1"
    case keptKey = "faltbild/kept-key/1"
    case pseudonym = "faltbild/pseudonym/1"

    var bytes: [UInt8] { Array(rawValue.utf8) + [0] }

    /// SHA-256 of the tag and the parts, one after another.
    func digest<Hashed>(_ parts: [UInt8]...) -> Digest<Hashed> {
        var hasher = TaggedHasher<Hashed>(self)
        for part in parts { hasher.update(part) }
        return hasher.finalize()
    }

    /// The tag and the parts, as they are signed.
    func message(_ parts: [UInt8]...) -> Data {
        Data(parts.reduce(bytes, +))
    }
}

/// SHA-256 over a tag and what follows it.
struct TaggedHasher<Hashed> {
    private var hasher = SHA256()

    init(_ tag: Tag) { update(tag.bytes) }

    /// Without a tag.
    init() {}

    mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    }

    mutating func update(_ bytes: ArraySlice<UInt8>) {
        bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    }

    /// The digest's 32 bytes.
    mutating func update(_ digest: Digest<some Any>) {
        digest.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    }

    consuming func finalize() -> Digest<Hashed> {
        Digest(hasher.finalize())
    }
}

extension Digest {
    init(_ digest: SHA256.Digest) {
        self = digest.withUnsafeBytes { bytes in
            func word(_ index: Int) -> UInt64 {
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
            }
            return Self(words: (word(0), word(1), word(2), word(3)))
        }
    }

    /// SHA-256 of the bytes as they are, without a tag.
    init(ofUntagged bytes: [UInt8]) {
        var hasher = TaggedHasher<Hashed>()
        hasher.update(bytes)
        self = hasher.finalize()
    }
}
