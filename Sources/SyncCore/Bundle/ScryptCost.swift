/// What trying one passphrase or password costs: the parameters of scrypt (RFC 7914).
public struct ScryptCost: Hashable, Sendable {
    /// N = 2 to this power.
    public let roundsExponent: UInt8
    /// r.
    public let blockSize: UInt8
    /// p.
    public let parallelism: UInt8

    public init(roundsExponent: UInt8, blockSize: UInt8 = 8, parallelism: UInt8 = 1) {
        self.roundsExponent = roundsExponent
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// What bundles are locked and passwords hashed with: 64 MiB, and a fraction of a second.
    ///
    /// Source: OWASP, *Password Storage Cheat Sheet*, of the scrypt configurations of equal strength the one
    /// that leaves room on a small laptop.
    public static let usual = ScryptCost(roundsExponent: 16, parallelism: 2)

    /// Whether a reader spends it: a forged header must not take the machine's memory.
    ///
    /// N from 2^10 to 2^18 (256 MiB), r = 8, p from 1 to 4.
    public var isAcceptable: Bool {
        (10...18).contains(roundsExponent) && blockSize == 8 && (1...4).contains(parallelism)
    }
}
