import SyncCore
import Testing

@testable import SyncServer

@Suite struct TokenBucketsTests {
    @Test func `a burst up to the capacity passes, then one each interval`() throws {
        let buckets = TokenBuckets<String>(capacity: 3, perMinute: 60)
        for _ in 0..<3 { try buckets.take("a", now: 0) }
        #expect(throws: Refusal.tooManyRequests(retryAfterSeconds: 1)) { try buckets.take("a", now: 0) }
        #expect(throws: Refusal.tooManyRequests(retryAfterSeconds: 1)) { try buckets.take("a", now: 999) }
        try buckets.take("a", now: 1_000)
        #expect(throws: Refusal.self) { try buckets.take("a", now: 1_000) }
    }

    @Test func `one key's burst takes nothing from another`() throws {
        let buckets = TokenBuckets<String>(capacity: 1, perMinute: 1)
        try buckets.take("a", now: 0)
        try buckets.take("b", now: 0)
        #expect(throws: Refusal.tooManyRequests(retryAfterSeconds: 60)) { try buckets.take("a", now: 0) }
    }

    @Test func `a clock that is set back, however often, takes no token from anybody`() throws {
        let buckets = TokenBuckets<String>(capacity: 4, perMinute: 60)
        try buckets.take("a", now: 10_000_000)
        try buckets.take("a", now: 5_000_000)
        for _ in 0..<2 { try buckets.take("a", now: 0) }
        #expect(throws: Refusal.tooManyRequests(retryAfterSeconds: 1)) { try buckets.take("a", now: 0) }
        try buckets.take("a", now: 1_000)
        try buckets.take("b", now: 1_000)
    }

    @Test func `buckets that are full again make room for others`() throws {
        let buckets = TokenBuckets<Int>(capacity: 1, perMinute: 60, mostBuckets: 2)
        try buckets.take(1, now: 0)
        try buckets.take(2, now: 0)
        #expect(throws: Refusal.self) { try buckets.take(3, now: 0) }
        try buckets.take(3, now: 1_000)
    }
}
