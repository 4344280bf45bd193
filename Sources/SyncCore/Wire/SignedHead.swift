import FoundationEssentials
import SwiftProtobuf

/// How a space stands at its server: the numbering, its running hash, and the state that follows from it.
public struct SpaceHead: Hashable, Sendable {
    public let space: SpaceID
    public let stream: StreamPosition
    public let digest: StateDigest
    /// How many blobs the server's records name and the server does not hold: whoever has one may bring it.
    public let lackingBlobs: UInt64
    /// How many of its segments lack a payload that no redaction has erased: whoever has them whole may bring
    /// them.
    public let incompleteSegments: UInt64

    public init(
        space: SpaceID,
        stream: StreamPosition,
        digest: StateDigest,
        lackingBlobs: UInt64 = 0,
        incompleteSegments: UInt64 = 0
    ) {
        self.space = space
        self.stream = stream
        self.digest = digest
        self.lackingBlobs = lackingBlobs
        self.incompleteSegments = incompleteSegments
    }
}

/// A ``SpaceHead`` with the server's signature: tag head ‖ the head's bytes.
public struct SignedHead: Hashable, Sendable {
    public let head: SpaceHead
    /// What the server holds; empty unless it was asked for.
    ///
    /// Not signed: it follows from the numbered segments.
    public let vector: VersionVector

    private let signed: Signed

    /// Signs a head.
    public init(
        _ head: SpaceHead,
        vector: VersionVector = VersionVector(),
        signedBy key: SigningKey
    ) throws {
        var wire = WireHead()
        wire.space = Data(head.space.bytes)
        wire.generation = Data(head.stream.generation.bytes)
        wire.position = head.stream.position
        wire.chain = Data(head.stream.chain.bytes)
        wire.digest = Data(head.digest.bytes)
        wire.lacking = head.lackingBlobs
        wire.incomplete = head.incompleteSegments
        self.head = head
        self.vector = vector
        signed = try Signed(wire.serializedBytes(), tag: .head, key: key)
    }

    /// Reads an encoded `SignedHead` message.
    ///
    /// Its signature is not yet verified.
    public init(decoding bytes: some Collection<UInt8>) throws(WireError) {
        guard let wire = try? WireSignedHead(serializedBytes: Array(bytes)) else { throw .malformed(.head) }
        try self.init(wire)
    }

    package init(_ wire: WireSignedHead) throws(WireError) {
        signed = try Signed(
            content: wire.head,
            signature: wire.signature,
            signer: wire.signingKey,
            in: .head
        )
        guard let head = try? WireHead(serializedBytes: wire.head),
            let space = SpaceID(bytes: head.space),
            let generation = Generation(bytes: head.generation),
            let chain = ChainHash(bytes: head.chain),
            let digest = StateDigest(bytes: head.digest)
        else { throw .malformed(.head) }
        self.head = SpaceHead(
            space: space,
            stream: StreamPosition(generation: generation, position: head.position, chain: chain),
            digest: digest,
            lackingBlobs: head.lacking,
            incompleteSegments: head.incomplete
        )
        vector = try VersionVector(wire.vector)
    }

    package var wire: WireSignedHead {
        var wire = WireSignedHead()
        wire.head = Data(signed.content)
        wire.signature = Data(signed.signature)
        wire.signingKey = Data(signed.signer.bytes)
        wire.vector = vector.wire
        return wire
    }

    /// Checks that a pinned key signed it, and for this space.
    public func verify(signedBy pinned: [PublicKey], space: SpaceID) throws(WireError) {
        guard head.space == space else { throw .wrongSpace(.head) }
        try signed.verify(.head, by: pinned, in: .head)
    }
}
