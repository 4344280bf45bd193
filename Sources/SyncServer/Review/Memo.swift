import Synchronization

/// What was worked out lately, by what it was worked out from.
///
/// It holds a few values; where there is no room for one more, all others are forgotten.
final class Memo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let held = Mutex<[Key: Value]>([:])

    /// Values that are kept.
    private static var limit: Int { 16 }

    /// The value of a key, made if it is not there; who asks meanwhile waits.
    func value<Failure: Error>(of key: Key, making make: () throws(Failure) -> Value) throws(Failure) -> Value
    {
        try held.withLock { held throws(Failure) in
            if let known = held[key] { return known }
            let made = try make()
            if held.count >= Self.limit { held = [:] }
            held[key] = made
            return made
        }
    }
}
