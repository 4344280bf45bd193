public import SyncCore
import Synchronization

/// A wall clock that tests set, and random numbers that a seed repeats.
public final class TestSurroundings: Sendable {
    private let milliseconds: Mutex<Int64>
    private let generator: Mutex<SeededGenerator>

    /// The first reading is, by default, on a Friday of week 46, 2024.
    public init(seed: UInt64, milliseconds: Int64 = 1_731_664_800_000) {
        self.milliseconds = Mutex(milliseconds)
        generator = Mutex(SeededGenerator(seed: seed))
    }

    public func advance(by difference: Int64) {
        milliseconds.withLock { $0 += difference }
    }

    public var now: Int64 { milliseconds.withLock { $0 } }

    public var surroundings: Surroundings {
        Surroundings(
            wallMilliseconds: { self.now },
            random: { self.generator.withLock { $0.next() } }
        )
    }
}
