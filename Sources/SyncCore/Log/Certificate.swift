import FoundationEssentials
import SwiftProtobuf

/// What a server's key says of a member of a space: its public key, its pseudonym and its rights.
///
/// It does not expire; a standing change in the control log ends it.
public struct Certificate: Hashable, Sendable {
    public let space: SpaceID
    public let publicKey: PublicKey
    public let pseudonym: String
    public let rights: Rights
    /// The server key that signed it.
    public let signer: KeyID
    /// The bytes as they travel: a `Certificate` message.
    public let bytes: [UInt8]

    /// The bytes that the signature is over.
    let signedBody: [UInt8]

    private let signature: [UInt8]

    /// Makes and signs a certificate.
    public init(
        space: SpaceID,
        publicKey: PublicKey,
        pseudonym: String,
        rights: Rights,
        signedBy key: SigningKey
    ) throws {
        var body = WireCertificateBody()
        body.space = Data(space.bytes)
        body.publicKey = Data(publicKey.bytes)
        body.pseudonym = pseudonym
        body.rights = rights.rawValue
        body.signingKey = Data(key.publicKey.id.bytes)
        var wire = WireCertificate()
        wire.body = try body.serializedData()
        wire.signature = Data(try key.sign(Tag.certificate.message(Array(wire.body))))
        try self.init(wire)
    }

    /// Reads a certificate.
    ///
    /// Its signature is not yet verified; see ``verify(signedBy:)``.
    public init(decoding bytes: some Collection<UInt8>) throws(LogError) {
        guard let wire = try? WireCertificate(serializedBytes: Array(bytes)) else {
            throw .malformed(.certificate)
        }
        try self.init(wire)
    }

    package init(_ wire: WireCertificate) throws(LogError) {
        guard let body = try? WireCertificateBody(serializedBytes: wire.body),
            let space = SpaceID(bytes: body.space),
            let publicKey = PublicKey(bytes: body.publicKey),
            let signer = KeyID(bytes: body.signingKey),
            let bytes = try? wire.serializedData()
        else { throw .malformed(.certificate) }
        self.space = space
        self.publicKey = publicKey
        self.signer = signer
        pseudonym = body.pseudonym
        rights = Rights(rawValue: body.rights)
        signedBody = Array(wire.body)
        signature = Array(wire.signature)
        self.bytes = Array(bytes)
    }

    package var wire: WireCertificate {
        var wire = WireCertificate()
        wire.body = Data(signedBody)
        wire.signature = Data(signature)
        return wire
    }

    /// Checks the signature against the keys that this replica trusts.
    ///
    /// - Throws: ``LogError/unknownSigner`` or ``LogError/wrongSignature(_:)``.
    public func verify(signedBy trusted: [PublicKey]) throws(LogError) {
        guard let key = trusted.first(where: { $0.id == signer }) else { throw .unknownSigner }
        guard key.isValid(signature, for: Tag.certificate.message(signedBody)) else {
            throw .wrongSignature(.certificate)
        }
    }
}
