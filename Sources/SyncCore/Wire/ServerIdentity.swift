import FoundationEssentials
import SwiftProtobuf

/// Who a server is: its public key and the trust anchor of its TLS, with the proof that it holds the private
/// key.
///
/// Signature: tag identity ‖ nonce (16 bytes) ‖ trust anchor.
public struct ServerIdentity: Hashable, Sendable {
    public let publicKey: PublicKey
    /// PEM of the certificate authority for TLS; `nil` where the system's roots hold.
    public let trustAnchor: String?
    /// The log format that the server writes.
    public let format: UInt32
    /// Name and version, for the log.
    public let software: String

    private let nonce: [UInt8]
    private let signature: [UInt8]

    /// Answers a client's question, which is 16 random bytes.
    public init(answering nonce: [UInt8], trustAnchor: String?, software: String, key: SigningKey) throws {
        precondition(nonce.count == Self.nonceBytes, "the question's nonce has 128 bits")
        publicKey = key.publicKey
        self.trustAnchor = trustAnchor
        self.software = software
        self.nonce = nonce
        format = SegmentHeader.currentFormat
        signature = try key.sign(Self.message(nonce: nonce, trustAnchor: trustAnchor))
    }

    package init(_ wire: WireServerIdentity) throws(WireError) {
        guard let publicKey = PublicKey(bytes: wire.publicKey),
            wire.nonce.count == Self.nonceBytes, wire.signature.count == 64,
            wire.trustAnchor.isEmpty || String(validating: wire.trustAnchor, as: UTF8.self) != nil
        else { throw .malformed(.identity) }
        self.publicKey = publicKey
        trustAnchor = wire.trustAnchor.isEmpty ? nil : String(decoding: wire.trustAnchor, as: UTF8.self)
        format = wire.format
        software = wire.software
        nonce = Array(wire.nonce)
        signature = Array(wire.signature)
    }

    package var wire: WireServerIdentity {
        var wire = WireServerIdentity()
        wire.publicKey = Data(publicKey.bytes)
        wire.trustAnchor = Data((trustAnchor ?? "").utf8)
        wire.nonce = Data(nonce)
        wire.signature = Data(signature)
        wire.format = format
        wire.software = software
        return wire
    }

    /// Checks that the answer is to this question and from the holder of ``publicKey``.
    public func verify(nonce asked: [UInt8]) throws(WireError) {
        guard nonce == asked else { throw .wrongNonce(.identity) }
        guard publicKey.isValid(signature, for: Self.message(nonce: nonce, trustAnchor: trustAnchor)) else {
            throw .wrongSignature(.identity)
        }
    }

    /// Bytes of the nonce that the client asks with.
    public static let nonceBytes = 16

    private static func message(nonce: [UInt8], trustAnchor: String?) -> Data {
        Tag.identity.message(nonce, Array((trustAnchor ?? "").utf8))
    }
}
