import SyncCore
import Synchronization
import TestSupport

/// Keys that follow from a seed: a device has one for each space that it is asked for.
final class SeededKeys: KeyStore {
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
    }

    func key(for space: SpaceID) -> SigningKey? {
        var generator = SeededGenerator(seed: seed ^ space.low)
        return try? SigningKey.seeded(&generator)
    }

    func keep(_ keys: [SpaceID: SigningKey]) {}
}

/// Tokens that outlive the program that asked for them, as those in a file do.
final class KeptTokens: TokenStore {
    private let tokens = Mutex<[SpaceID: String]>([:])

    func token(for space: SpaceID) -> String? { tokens.withLock { $0[space] } }

    func keep(_ token: String, for space: SpaceID) { tokens.withLock { $0[space] = token } }
}
