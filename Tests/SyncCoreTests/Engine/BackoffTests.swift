import TestSupport
import Testing

@testable import SyncCore

struct BackoffTests {
    @Test func `a pause lies between nothing and its doubling limit, at most a minute`() {
        for seed in UInt64(1)...200 {
            var generator = SeededGenerator(seed: seed)
            for (attempt, limit) in [(1, 500), (2, 1_000), (5, 8_000), (8, 60_000), (60, 60_000)] {
                let pause = Backoff.pause(afterFailure: attempt, retryAfter: nil, using: &generator)
                #expect(pause >= .zero && pause <= .milliseconds(limit), "seed \(seed), attempt \(attempt)")
            }
        }
    }

    @Test func `pauses are spread over the whole range`() {
        var generator = SeededGenerator(seed: 1)
        let pauses = (0..<1_000).map { _ in
            Backoff.pause(afterFailure: 5, retryAfter: nil, using: &generator)
        }
        #expect(pauses.count { $0 < .seconds(1) } > 60)
        #expect(pauses.count { $0 > .seconds(7) } > 60)
    }
}
