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
    private struct State {
        /// In the time that ``time(_:)`` gives.
        var fullAt: [Key: Int64] = [:]
        private var lastWall = Int64.min
        private var setBack: Int64 = 0

        /// The wall clock, except that it stands where that is set back: nobody is shut out for it.
        mutating func time(_ wall: Int64) -> Int64 {
            if wall < lastWall { setBack += lastWall - wall }
            lastWall = wall
            return wall + setBack
        }
    }

    /// Tokens in a full bucket: the largest burst.
    private let capacity: Int64
    /// Milliseconds in which one token comes.
    private let interval: Int64
    private let mostBuckets: Int
    private let state = Mutex(State())

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
    ///   - now: milliseconds since 1970, by a clock that may be set back.
    /// - Throws: ``Refusal/tooManyRequests(retryAfterSeconds:)``
    func take(_ key: Key, now: Int64) throws(Refusal) {
        let wait = state.withLock { state -> Int64 in
            let now = state.time(now)
            if state.fullAt.count >= mostBuckets { state.fullAt = state.fullAt.filter { $0.value > now } }
            let full = max(state.fullAt[key] ?? now, now)
            let next = full + interval
            let wait = next - capacity * interval - now
            guard wait <= 0 else { return wait }
            guard state.fullAt[key] != nil || state.fullAt.count < mostBuckets else { return interval }
            state.fullAt[key] = next
            return 0
        }
        guard wait == 0 else { throw .tooManyRequests(retryAfterSeconds: Int((wait + 999) / 1_000)) }
    }

    /// Gives a token back that was taken for a request that turned out well.
    func giveBack(_ key: Key) {
        state.withLock { state in
            if let full = state.fullAt[key] { state.fullAt[key] = full - interval }
        }
    }
}
