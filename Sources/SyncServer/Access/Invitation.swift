import Crypto
import SyncCore

/// An invitation as the server keeps it: who may enrol, where, until when.
///
/// Of the code only a hash.
struct Invitation: Hashable, Sendable {
    /// Its row.
    let key: Int64
    let secretHash: SecretHash
    let pseudonym: String
    let rights: Rights
    /// Ascending by name.
    let spaces: [HostedSpace]
    /// Milliseconds since 1970.
    let expiresAt: Int64
    let isUsed: Bool
}

/// SHA-256 of a code's ten secret bytes.
///
/// Eighty random bits cannot be guessed from it.
struct SecretHash: Hashable, Sendable {
    /// 32 bytes.
    let bytes: [UInt8]

    init(of secret: [UInt8]) {
        bytes = Array(SHA256.hash(data: secret))
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// What rows are found by before they are compared.
    var lookup: Int64 { Int64(bitPattern: bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) }

    /// Takes the same time wherever the two differ.
    func isSame(as other: SecretHash) -> Bool {
        guard bytes.count == other.bytes.count else { return false }
        return zip(bytes, other.bytes).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
