import FoundationEssentials

/// A device's proof that it holds the private key that it enrols in one space.
///
/// Signature: tag enrolment ‖ server public key ‖ secret ‖ space ‖ public key.
public struct EnrolmentProof: Hashable, Sendable {
    public let space: SpaceID
    public let publicKey: PublicKey

    private let signature: [UInt8]

    /// Signs with the device's key: the code's ten secret bytes, and the key whose fingerprint the code
    /// carries.
    public init(space: SpaceID, secret: [UInt8], server: PublicKey, key: SigningKey) throws {
        self.space = space
        publicKey = key.publicKey
        signature = try key.sign(
            Self.message(server: server, secret: secret, space: space, publicKey: key.publicKey)
        )
    }

    package init(_ wire: WireEnrolmentMember) throws(WireError) {
        guard let space = SpaceID(bytes: wire.space), let publicKey = PublicKey(bytes: wire.publicKey),
            wire.signature.count == 64
        else { throw .malformed(.enrolment) }
        self.space = space
        self.publicKey = publicKey
        signature = Array(wire.signature)
    }

    package var wire: WireEnrolmentMember {
        var wire = WireEnrolmentMember()
        wire.space = Data(space.bytes)
        wire.publicKey = Data(publicKey.bytes)
        wire.signature = Data(signature)
        return wire
    }

    /// Checks that the caller holds the key, and meant this server and this code.
    public func verify(server: PublicKey, secret: [UInt8]) throws(WireError) {
        let message = Self.message(server: server, secret: secret, space: space, publicKey: publicKey)
        guard publicKey.isValid(signature, for: message) else { throw .wrongSignature(.enrolment) }
    }

    private static func message(
        server: PublicKey,
        secret: [UInt8],
        space: SpaceID,
        publicKey: PublicKey
    ) -> Data {
        Tag.enrolment.message(server.bytes, secret, space.bytes, publicKey.bytes)
    }
}
