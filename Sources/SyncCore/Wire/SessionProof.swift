import FoundationEssentials
import SwiftProtobuf

/// A member's proof, for a bearer token, that it holds the key of its certificate.
///
/// Signature: tag session ‖ server public key ‖ space ‖ nonce. The nonce is the server's, from a 401 answer.
public struct SessionProof: Hashable, Sendable {
    public let certificate: Certificate
    public let nonce: [UInt8]

    private let signature: [UInt8]

    /// Signs with the private key of the certificate.
    public init(
        certificate: Certificate,
        nonce: [UInt8],
        server: PublicKey,
        key: SigningKey
    ) throws {
        self.certificate = certificate
        self.nonce = nonce
        signature = try key.sign(Self.message(server: server, space: certificate.space, nonce: nonce))
    }

    package init(_ wire: WireSessionRequest) throws(WireError) {
        guard wire.signature.count == 64 else { throw .malformed(.session) }
        do throws(LogError) {
            certificate = try Certificate(wire.certificate)
        } catch {
            throw .log(error)
        }
        nonce = Array(wire.nonce)
        signature = Array(wire.signature)
    }

    package var wire: WireSessionRequest {
        var wire = WireSessionRequest()
        wire.certificate = certificate.wire
        wire.nonce = Data(nonce)
        wire.signature = Data(signature)
        return wire
    }

    /// Checks certificate, space and signature.
    ///
    /// That the nonce is fresh and the member present is the caller's to check. `trusted` are the keys that
    /// may have signed the certificate.
    public func verify(
        server: PublicKey,
        space: SpaceID,
        trusting trusted: [PublicKey]
    ) throws(WireError) {
        guard certificate.space == space else { throw .wrongSpace(.session) }
        do throws(LogError) {
            try certificate.verify(signedBy: trusted)
        } catch {
            throw .log(error)
        }
        let message = Self.message(server: server, space: space, nonce: nonce)
        guard certificate.publicKey.isValid(signature, for: message) else {
            throw .wrongSignature(.session)
        }
    }

    private static func message(server: PublicKey, space: SpaceID, nonce: [UInt8]) -> Data {
        Tag.session.message(server.bytes, space.bytes, nonce)
    }
}
