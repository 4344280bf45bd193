import Synchronization

/// Keys that end with the program: for tests, simulations, and programs that keep keys elsewhere.
public final class MemoryKeys: KeyStore {
    private let keys: Mutex<[SpaceID: SigningKey]>

    public init(_ keys: [SpaceID: SigningKey] = [:]) {
        self.keys = Mutex(keys)
    }

    /// The key of a space; `nil` if there is none.
    public func key(for space: SpaceID) -> SigningKey? {
        keys.withLock { $0[space] }
    }

    /// Keeps the keys until the program ends.
    public func keep(_ more: [SpaceID: SigningKey]) throws(KeyStoreError) {
        try keys.withLock { keys throws(KeyStoreError) in
            for (space, key) in more {
                if let former = keys[space], former.secretBytes != key.secretBytes {
                    throw .hasOtherKey(space)
                }
                keys[space] = key
            }
        }
    }
}
