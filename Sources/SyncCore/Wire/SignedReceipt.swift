import FoundationEssentials
import SwiftProtobuf

/// A server's word that it holds one segment durably, signed: tag receipt ‖ the receipt's bytes.
public struct SignedReceipt: Hashable, Sendable {
    public let space: SpaceID
    public let segment: SegmentID
    /// The segment's own place in the server's numbering.
    public let stream: StreamPosition

    private let signed: Signed

    /// Signs a receipt.
    ///
    /// Only for a segment that is durable.
    public init(
        space: SpaceID,
        segment: SegmentID,
        stream: StreamPosition,
        signedBy key: SigningKey
    ) throws {
        var wire = WireReceipt()
        wire.space = Data(space.bytes)
        wire.generation = Data(stream.generation.bytes)
        wire.segment = Data(segment.bytes)
        wire.position = stream.position
        wire.chain = Data(stream.chain.bytes)
        self.space = space
        self.segment = segment
        self.stream = stream
        signed = try Signed(wire.serializedBytes(), tag: .receipt, key: key)
    }

    /// Reads an encoded `SignedReceipt` message.
    ///
    /// Its signature is not yet verified.
    public init(decoding bytes: some Collection<UInt8>) throws(WireError) {
        guard let wire = try? WireSignedReceipt(serializedBytes: Array(bytes)) else {
            throw .malformed(.receipt)
        }
        try self.init(wire)
    }

    package init(_ wire: WireSignedReceipt) throws(WireError) {
        signed = try Signed(
            content: wire.receipt,
            signature: wire.signature,
            signer: wire.signingKey,
            in: .receipt
        )
        guard let receipt = try? WireReceipt(serializedBytes: wire.receipt),
            let space = SpaceID(bytes: receipt.space),
            let generation = Generation(bytes: receipt.generation),
            let segment = SegmentID(bytes: receipt.segment),
            let chain = ChainHash(bytes: receipt.chain)
        else { throw .malformed(.receipt) }
        self.space = space
        self.segment = segment
        stream = StreamPosition(generation: generation, position: receipt.position, chain: chain)
    }

    package var wire: WireSignedReceipt {
        var wire = WireSignedReceipt()
        wire.receipt = Data(signed.content)
        wire.signature = Data(signed.signature)
        wire.signingKey = Data(signed.signer.bytes)
        return wire
    }

    /// The encoded `SignedReceipt` message, as it is kept.
    public func encoded() throws -> [UInt8] {
        try wire.serializedBytes()
    }

    /// Checks that a pinned key signed it, for this segment of this space.
    public func verify(
        signedBy pinned: [PublicKey],
        space: SpaceID,
        segment: SegmentID
    ) throws(WireError) {
        guard self.space == space else { throw .wrongSpace(.receipt) }
        guard self.segment == segment else { throw .malformed(.receipt) }
        try signed.verify(.receipt, by: pinned, in: .receipt)
    }
}
