import SyncCore
import Synchronization

/// The time that passes, in milliseconds since 1970: it only moves when the simulation moves it.
final class VirtualTime: Sendable {
    private let milliseconds: Atomic<Int64>

    /// Begins on a Friday of week 46, 2024.
    init() {
        milliseconds = Atomic(1_731_664_800_000)
    }

    var now: Int64 { milliseconds.load(ordering: .sequentiallyConsistent) }

    func advance(milliseconds amount: Int64) {
        milliseconds.add(amount, ordering: .sequentiallyConsistent)
    }
}

/// What one device's clock shows of the time that passes.
final class DeviceClock: Sendable {
    private struct Error {
        var offset: Int64 = 0
        var frozenAt: Int64?
    }

    private let time: VirtualTime
    private let error = Mutex(Error())

    init(of time: VirtualTime) {
        self.time = time
    }

    /// Milliseconds since 1970, as the device believes.
    var now: Int64 {
        error.withLock { $0.frozenAt ?? time.now + $0.offset }
    }

    /// Puts the clock forward, or back; a clock that stood goes again.
    func jump(milliseconds amount: Int64) {
        error.withLock { error in
            error.offset += amount
            error.frozenAt = nil
        }
    }

    /// Stops the clock where it is.
    func freeze() {
        error.withLock { $0.frozenAt = time.now + $0.offset }
    }

    /// The clock, with randomness.
    func surroundings(with dice: Dice) -> Surroundings {
        Surroundings(wallMilliseconds: { self.now }, random: { dice.next() })
    }
}
