import SyncCore
import Synchronization
import TestSupport

/// A wall clock that stands still until it is moved, and randomness from a seed.
final class TestClock: Sendable {
    private let milliseconds: Atomic<Int64>
    private let generator: Mutex<SeededGenerator>

    /// - Parameters:
    ///   - milliseconds: 11 November 2024 by default.
    ///   - seed: of the randomness.
    init(milliseconds: Int64 = 1_731_312_000_000, seed: UInt64 = 46) {
        self.milliseconds = Atomic(milliseconds)
        generator = Mutex(SeededGenerator(seed: seed))
    }

    var now: Int64 { milliseconds.load(ordering: .sequentiallyConsistent) }

    func advance(milliseconds amount: Int64) {
        milliseconds.add(amount, ordering: .sequentiallyConsistent)
    }

    var surroundings: Surroundings {
        Surroundings(
            wallMilliseconds: { self.now },
            random: { self.generator.withLock { $0.next() } }
        )
    }
}
