import SyncCore
import Synchronization

/// Rate limits: a bucket of tokens per key that fills at a steady rate.
///
/// A request takes one token; an empty bucket refuses and says when the next token comes. Buckets that are
/// full again are forgotten, so the memory is bounded by the requests of one filling time.
///
/// Source: ITU-T I.371, *Traffic control and congestion control in B-ISDN*, "generic cell rate algorithm",
/// in the form of a virtual schedule: only the time at which the bucket will be full is kept.
final class TokenBuckets<Key: Hashable & Sendable>: Sendable {
    /// Tokens in a full bucket: the largest burst.
    private let capacity: Int64
    /// Milliseconds in which one token comes.
    private let interval: Int64
    private let mostBuckets: Int
    private let fullAt = Mutex<[Key: Int64]>([:])

    init(capacity: Int, perMinute: Int, mostBuckets: Int = 50_000) {
        precondition(capacity > 0 && perMinute > 0, "a bucket holds and gets at least one token")
        self.capacity = Int64(capacity)
        self.mostBuckets = mostBuckets
        interval = max(1, 60_000 / Int64(perMinute))
    }

    /// Takes a token.
    ///
    /// - Parameters:
    ///   - key: whose bucket.
    ///   - now: milliseconds since 1970.
    /// - Throws: ``Refusal/tooManyRequests(retryAfterSeconds:)``
    func take(_ key: Key, now: Int64) throws(Refusal) {
        let wait = fullAt.withLock { fullAt -> Int64 in
            if fullAt.count >= mostBuckets { fullAt = fullAt.filter { $0.value > now } }
            // A clock that was set back must not lock anybody out for longer than a bucket takes to fill.
            let full = min(max(fullAt[key] ?? now, now), now + capacity * interval)
            let next = full + interval
            let wait = next - capacity * interval - now
            guard wait <= 0, fullAt[key] != nil || fullAt.count < mostBuckets else {
                fullAt[key] = fullAt[key].map { _ in full }
                return max(wait, interval)
            }
            fullAt[key] = next
            return 0
        }
        guard wait == 0 else { throw .tooManyRequests(retryAfterSeconds: Int((wait + 999) / 1_000)) }
    }

    /// Gives a token back that was taken for a request that turned out well.
    func giveBack(_ key: Key) {
        fullAt.withLock { fullAt in
            if let full = fullAt[key] { fullAt[key] = full - interval }
        }
    }
}
