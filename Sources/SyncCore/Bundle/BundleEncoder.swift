import Crypto
import FoundationEssentials
import SwiftProtobuf

/// Builds a bundle's bytes, part by part; it holds at most one part and one chunk.
struct BundleEncoder {
    private var sealer: ChunkSealer?
    private var hasher: TaggedHasher<BundleBytes>
    private var ready: [UInt8]

    /// Begins a bundle, locked if there is a key.
    init(_ prelude: BundlePrelude, key: SymmetricKey?) {
        sealer = key.map { ChunkSealer($0) }
        hasher = TaggedHasher(.bundle)
        ready = prelude.bytes
        hasher.update(ready)
    }

    /// Appends the first part.
    mutating func append(_ manifest: BundleManifest) throws(BundleError) {
        try append { $0.manifest = manifest.wire }
    }

    mutating func append(_ segment: Segment) throws(BundleError) {
        try append { $0.segment = segment.wire }
    }

    mutating func append(_ piece: BundledBlob) throws(BundleError) {
        try append { $0.blob = piece.wire }
    }

    /// Appends the last part.
    mutating func finish() throws(BundleError) {
        let ended = hasher
        let digest = ended.finalize()
        try append { $0.digest = digest.data }
        if var sealer {
            ready += sealer.finish()
            self.sealer = sealer
        }
    }

    /// Hands out what can be written.
    mutating func take() -> [UInt8] {
        defer { ready = [] }
        return ready
    }

    private mutating func append(_ fill: (inout WireBundlePart) -> Void) throws(BundleError) {
        var part = WireBundlePart()
        fill(&part)
        guard let bytes: [UInt8] = try? part.serializedBytes() else {
            throw .store(.damaged(detail: "a part of a bundle cannot be encoded"))
        }
        hasher.update(part: bytes)
        var delimited = DelimitedWriter()
        delimited.append(encoded: bytes)
        let content = delimited.take()
        ready += sealer?.seal(content) ?? content
    }
}

/// What the digest at the end of a bundle is over.
enum BundleBytes {}

extension TaggedHasher<BundleBytes> {
    /// A part's length as four bytes, and the part.
    mutating func update(part: [UInt8]) {
        update(UInt64(part.count).bigEndianBytes.suffix(4))
        update(part)
    }
}
