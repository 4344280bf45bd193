import Crypto
import CryptoExtras
import FoundationEssentials

/// Makes the keys of bundles from one passphrase.
///
/// The costly derivation is done once a salt, however many bundles share it.
struct BundleLocksmith {
    private struct Derivation: Hashable {
        let salt: [UInt8]
        let cost: ScryptCost
    }

    private let passphrase: BundlePassphrase?
    private let cost: ScryptCost
    private var derived: [Derivation: SymmetricKey] = [:]
    /// A derivation that has opened a bundle: those that are made next share it.
    private var proven: Derivation?

    /// `nil` makes plain bundles; `cost` is what locked ones are made with.
    init(_ passphrase: BundlePassphrase?, cost: ScryptCost = .usual) {
        self.passphrase = passphrase
        self.cost = cost
    }

    /// Whether the passphrase has opened a bundle.
    var hasOpened: Bool { proven != nil }

    /// The key of a bundle that is read; `nil` for a plain one.
    mutating func key(for prelude: BundlePrelude) throws(BundleError) -> SymmetricKey? {
        guard let lock = prelude.lock else { return nil }
        guard lock.cost.isAcceptable else { throw .tooCostly }
        let derivation = Derivation(salt: lock.salt, cost: lock.cost)
        let made = try keys(derivation, nonce: lock.nonce)
        guard made.check == lock.check else { throw .wrongPassphrase }
        proven = derivation
        return made.key
    }

    /// A prelude and a key for a bundle that is made.
    mutating func newLock(
        using generator: inout some RandomNumberGenerator
    ) throws(BundleError) -> (prelude: BundlePrelude, key: SymmetricKey?) {
        guard passphrase != nil else { return (BundlePrelude(lock: nil), nil) }
        let derivation = proven ?? Derivation(salt: Self.random(using: &generator), cost: cost)
        let nonce = Self.random(using: &generator)
        let made = try keys(derivation, nonce: nonce)
        proven = derivation
        let lock = BundlePrelude.Lock(
            cost: derivation.cost,
            salt: derivation.salt,
            nonce: nonce,
            check: made.check
        )
        return (BundlePrelude(lock: lock), made.key)
    }

    /// HKDF over what scrypt gives, bound to the whole prelude: 32 bytes of key, and 16 that prove it.
    private mutating func keys(
        _ derivation: Derivation,
        nonce: [UInt8]
    ) throws(BundleError) -> (key: SymmetricKey, check: [UInt8]) {
        let bound = BundlePrelude.bound(cost: derivation.cost, salt: derivation.salt, nonce: nonce)
        let bytes = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: try master(derivation),
            salt: nonce,
            info: Tag.bundleKey.bytes + bound,
            outputByteCount: 48
        )
        .withUnsafeBytes { Array($0) }
        return (SymmetricKey(data: bytes.prefix(32)), Array(bytes.suffix(16)))
    }

    private mutating func master(_ derivation: Derivation) throws(BundleError) -> SymmetricKey {
        if let key = derived[derivation] { return key }
        guard let passphrase else { throw .passphraseNeeded }
        let key: SymmetricKey
        do {
            key = try KDF.Scrypt.deriveKey(
                from: passphrase.bytes,
                salt: derivation.salt,
                outputByteCount: 32,
                rounds: 1 << Int(derivation.cost.roundsExponent),
                blockSize: Int(derivation.cost.blockSize),
                parallelism: Int(derivation.cost.parallelism)
            )
        } catch {
            // The parameters are in range: what is left is memory that the system does not give.
            throw .tooCostly
        }
        derived[derivation] = key
        return key
    }

    private static func random(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        generator.next().bigEndianBytes + generator.next().bigEndianBytes
    }
}
