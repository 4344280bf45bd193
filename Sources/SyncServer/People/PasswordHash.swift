import CryptoExtras
import Foundation
import SyncCore

/// What the server keeps of a password: scrypt's parameters, a salt and what scrypt made of the three.
///
/// Source: RFC 7914.
struct PasswordHash: Hashable, Sendable {
    private static let byteCount = 32
    private static let saltCount = 16

    private let cost: ScryptCost
    private let salt: [UInt8]
    private let bytes: [UInt8]

    /// - Throws: ``ServerError/passwordNotHashed`` if the system has not the memory for it.
    init(
        of password: String,
        cost: ScryptCost,
        using generator: inout some RandomNumberGenerator
    ) throws(ServerError) {
        self.cost = cost
        salt = generator.next().bigEndianBytes + generator.next().bigEndianBytes
        bytes = try Self.derive(from: password, cost: cost, salt: salt)
    }

    /// Whether this is the password; takes the same time wherever the two differ.
    ///
    /// - Throws: ``ServerError/passwordNotHashed``
    func matches(_ password: String) throws(ServerError) -> Bool {
        let derived = try Self.derive(from: password, cost: cost, salt: salt)
        return SecretHash(bytes: bytes).isSame(as: SecretHash(bytes: derived))
    }

    /// Spends what comparing a password costs, so that an answer's time does not tell who has an account.
    static func spend(_ cost: ScryptCost, on password: String) throws(ServerError) {
        _ = try derive(from: password, cost: cost, salt: Array(repeating: 0, count: saltCount))
    }

    private static func derive(
        from password: String,
        cost: ScryptCost,
        salt: [UInt8]
    ) throws(ServerError) -> [UInt8] {
        do {
            return try KDF.Scrypt.deriveKey(
                // The same password however the keyboard composes its letters.
                from: Data(password.precomposedStringWithCompatibilityMapping.utf8),
                salt: salt,
                outputByteCount: byteCount,
                rounds: 1 << cost.roundsExponent,
                blockSize: Int(cost.blockSize),
                parallelism: Int(cost.parallelism)
            )
            .withUnsafeBytes { Array($0) }
        } catch {
            throw .passwordNotHashed
        }
    }
}

extension PasswordHash {
    /// In the form of crypt(3): `$scrypt$ln=16,r=8,p=2$salt$hash`.
    var text: String { "$scrypt$\(cost.text)$\(Secret.text(of: salt))$\(Secret.text(of: bytes))" }

    /// Reads ``text``; `nil` for anything else.
    init?(text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
            let cost = ScryptCost(text: parts[2]), let salt = Secret.bytes(of: parts[3]),
            let bytes = Secret.bytes(of: parts[4]),
            salt.count == Self.saltCount, bytes.count == Self.byteCount
        else { return nil }
        self.cost = cost
        self.salt = salt
        self.bytes = bytes
    }
}
