import Crypto

/// The first bytes of a bundle: what it is, and how it is locked.
///
/// Documentation/Protocol.md, section *Bundles*, describes every byte.
struct BundlePrelude: Hashable, Sendable {
    /// What a locked bundle says of its key.
    struct Lock: Hashable, Sendable {
        let cost: ScryptCost
        /// 16 bytes, for scrypt.
        ///
        /// Several bundles may share it: then one costly derivation opens all of them.
        let salt: [UInt8]
        /// 16 bytes that no other bundle has, so that each has keys of its own.
        let nonce: [UInt8]
        /// 16 bytes that only the right passphrase gives.
        let check: [UInt8]
    }

    static let magic = Array("FBbundle".utf8)
    static let version: UInt8 = 1
    /// Bytes of the prelude of a plain bundle, and the first of any.
    static let plainSize = 10
    static let lockedSize = 65

    /// `nil` for a plain bundle.
    let lock: Lock?

    init(lock: Lock?) {
        self.lock = lock
    }

    /// How many bytes the prelude has that begins with these ``plainSize`` bytes.
    static func size(of start: [UInt8]) throws(BundleError) -> Int {
        guard start.count == plainSize, Array(start.prefix(magic.count)) == magic else { throw .notABundle }
        guard start[8] == version else { throw .newerVersion(found: Int(start[8])) }
        switch start[9] {
        case Form.plain.rawValue: return plainSize
        case Form.locked.rawValue: return lockedSize
        default: throw .damaged
        }
    }

    /// Reads a whole prelude.
    init(decoding bytes: [UInt8]) throws(BundleError) {
        guard try Self.size(of: Array(bytes.prefix(Self.plainSize))) == Self.lockedSize else {
            lock = nil
            return
        }
        guard bytes.count == Self.lockedSize else { throw .cut }
        guard Array(bytes[61...]) == Self.checksum(of: bytes.prefix(61)) else { throw .damaged }
        lock = Lock(
            cost: ScryptCost(roundsExponent: bytes[10], blockSize: bytes[11], parallelism: bytes[12]),
            salt: Array(bytes[13..<29]),
            nonce: Array(bytes[29..<45]),
            check: Array(bytes[45..<61])
        )
    }

    var bytes: [UInt8] {
        guard let lock else { return Self.magic + [Self.version, Form.plain.rawValue] }
        let bytes = Self.bound(cost: lock.cost, salt: lock.salt, nonce: lock.nonce) + lock.check
        return bytes + Self.checksum(of: bytes[...])
    }

    /// The bytes of a locked prelude that its key is bound to: all before the check.
    static func bound(cost: ScryptCost, salt: [UInt8], nonce: [UInt8]) -> [UInt8] {
        magic + [version, Form.locked.rawValue, cost.roundsExponent, cost.blockSize, cost.parallelism] + salt
            + nonce
    }

    /// Tells a damaged prelude from a wrong passphrase.
    private static func checksum(of bytes: ArraySlice<UInt8>) -> [UInt8] {
        Array(SHA256.hash(data: bytes).prefix(4))
    }

    private enum Form: UInt8 {
        case plain = 0
        case locked = 1
    }
}
