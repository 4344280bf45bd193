import Crypto
import FoundationEssentials

/// An Ed25519 private key: a member's in one space, or the server's.
public struct SigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// A fresh key from the system's generator.
    public init() {
        key = Curve25519.Signing.PrivateKey()
    }

    /// Reads a key from its 32 bytes; `nil` for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Array(bytes)) else {
            return nil
        }
        self.key = key
    }

    /// The 32 secret bytes, for the key file and nothing else.
    public var secretBytes: [UInt8] { Array(key.rawRepresentation) }

    public var publicKey: PublicKey { PublicKey(key.publicKey) }

    func sign(_ message: Data) throws -> [UInt8] {
        Array(try key.signature(for: message))
    }
}

/// An Ed25519 public key.
public struct PublicKey: Hashable, Sendable {
    /// 32 bytes.
    public let bytes: [UInt8]

    /// Reads a key from its 32 bytes; `nil` for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 32 else { return nil }
        self.bytes = Array(bytes)
    }

    init(_ key: Curve25519.Signing.PublicKey) {
        bytes = Array(key.rawRepresentation)
    }

    /// SHA-256 of the 32 bytes: how certificates and signed heads name their signer.
    public var id: KeyID { KeyID(ofUntagged: bytes) }

    func isValid(_ signature: [UInt8], for message: Data) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
        return key.isValidSignature(signature, for: message)
    }
}
