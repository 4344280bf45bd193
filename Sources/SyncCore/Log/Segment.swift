import FoundationEssentials
import SwiftProtobuf

/// A sealed run of changes of one log, as it is signed, stored and sent.
public struct Segment: Hashable, Sendable {
    public let header: SegmentHeader
    public let headerBytes: [UInt8]
    /// 64 bytes, Ed25519 over the header.
    public let signature: [UInt8]
    /// A zstd frame.
    public let body: [UInt8]
    /// SHA-256 of the header's bytes.
    public let id: SegmentID

    public init(headerBytes: [UInt8], signature: [UInt8], body: [UInt8]) throws(LogError) {
        guard signature.count == 64 else { throw .malformed(.segment) }
        guard body.count <= Limits.encodedSegmentBytes else { throw .tooLarge(.body) }
        header = try SegmentHeader(decoding: headerBytes)
        self.headerBytes = headerBytes
        self.signature = signature
        self.body = body
        id = SegmentID(ofUntagged: headerBytes)
    }

    /// Reads an encoded `Segment` message.
    ///
    /// Nothing is verified yet.
    public init(decoding bytes: [UInt8]) throws(LogError) {
        guard bytes.count <= Limits.encodedSegmentBytes else { throw .tooLarge(.segment) }
        guard let wire = try? WireSegment(serializedBytes: bytes) else { throw .malformed(.segment) }
        try self.init(wire)
    }

    package init(_ wire: WireSegment) throws(LogError) {
        try self.init(
            headerBytes: Array(wire.header),
            signature: Array(wire.signature),
            body: Array(wire.body)
        )
    }

    package var wire: WireSegment {
        var wire = WireSegment()
        wire.header = Data(headerBytes)
        wire.signature = Data(signature)
        wire.body = Data(body)
        return wire
    }

    /// Checks the signature over the header.
    public func verifySignature(by key: PublicKey) throws(LogError) {
        guard key.isValid(signature, for: Tag.segment.message(headerBytes)) else {
            throw .wrongSignature(.segment)
        }
    }

    /// Opens the body and checks every leaf hash against the header.
    ///
    /// - Returns: the leaves, in the order of their numbers.
    public func leaves() throws(LogError) -> [Leaf] {
        let limit = header.bodySize + header.count * Self.redactionGrowth
        guard let body = Zstd.decompress(body, limit: limit) else { throw .bodyDoesNotMatch }
        let ranges = try Self.leafRanges(body)
        guard ranges.count == header.count else { throw .bodyDoesNotMatch }
        var leaves: [Leaf] = []
        leaves.reserveCapacity(ranges.count)
        var digest = TaggedHasher<LeafBytes>(.leaves)
        for range in ranges {
            guard range.count <= Limits.changeBytes + Self.redactionGrowth else { throw .tooLarge(.leaf) }
            let leaf = try Leaf(decoding: Array(body[range]))
            digest.update(leaf.hash)
            leaves.append(leaf)
        }
        guard digest.finalize() == header.leavesDigest else { throw .bodyDoesNotMatch }
        return leaves
    }

    /// Where the leaves of a `SegmentBody` message are; any other field in it is refused.
    private static func leafRanges(_ body: [UInt8]) throws(LogError) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        do throws(MalformedMessage) {
            var reader = ProtobufReader(body)
            while let field = try reader.next() {
                guard case (1, .bytes(let range)) = field else { throw MalformedMessage() }
                ranges.append(range)
            }
        } catch {
            throw .malformed(.body)
        }
        return ranges
    }

    /// How many bytes longer a leaf may become when a 32-byte hash takes the place of its salt and payload.
    private static let redactionGrowth = 64
}
