import Crypto
import SwiftProtobuf

/// Reads a bundle's content, however its bytes come; it holds at most one part and one chunk.
struct BundleDecoder {
    enum Part: Hashable {
        case manifest(BundleManifest)
        case segment(Segment)
        case blob(BundledBlob)
        /// A part that should be a segment and is none.
        case unreadable(LogError)
        /// The digest was there, and it is right.
        case end
    }

    private enum Stage {
        case manifest, segments, blobs, ended
    }

    private var opener: ChunkOpener?
    private var reader = DelimitedReader(limit: Limits.bundlePartBytes)
    private var hasher: TaggedHasher<BundleBytes>
    private var stage = Stage.manifest

    /// Begins after the prelude, with the key of a locked bundle.
    init(_ prelude: BundlePrelude, key: SymmetricKey?) {
        opener = key.map { ChunkOpener($0) }
        hasher = TaggedHasher(.bundle)
        hasher.update(prelude.bytes)
    }

    /// Takes the next bytes of the file: of a locked bundle, one whole chunk.
    mutating func append(_ bytes: [UInt8], isLast: Bool) throws(BundleError) {
        guard stage != .ended else { throw .damaged }
        reader.append(try opener?.open(bytes, isLast: isLast) ?? bytes)
    }

    /// The next whole part, or `nil` until more bytes are appended.
    mutating func next() throws(BundleError) -> Part? {
        guard stage != .ended else { return .end }
        let bytes: [UInt8]?
        do throws(WireError) { bytes = try reader.next() } catch { throw .damaged }
        guard let bytes else { return nil }
        guard let wire = try? WireBundlePart(serializedBytes: bytes) else { throw .damaged }
        switch (wire.content, stage) {
        case (.manifest(let manifest), .manifest):
            stage = .segments
            hasher.update(part: bytes)
            return .manifest(try BundleManifest(manifest))
        case (.segment(let segment), .segments):
            hasher.update(part: bytes)
            do throws(LogError) {
                return .segment(try Segment(segment))
            } catch {
                return .unreadable(error)
            }
        case (.blob(let blob), .segments), (.blob(let blob), .blobs):
            stage = .blobs
            hasher.update(part: bytes)
            return .blob(try BundledBlob(blob))
        case (.digest(let digest), .segments), (.digest(let digest), .blobs):
            stage = .ended
            try checkEnd(Array(digest))
            return .end
        default: throw .damaged
        }
    }

    private mutating func checkEnd(_ digest: [UInt8]) throws(BundleError) {
        let ended = hasher
        guard ended.finalize().bytes == digest else { throw .damaged }
        do throws(WireError) { try reader.finish() } catch { throw .damaged }
    }
}
