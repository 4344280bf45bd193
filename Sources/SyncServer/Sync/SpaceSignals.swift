import SyncCore
import Synchronization

/// Wakes the pulls that wait for news.
final class SpaceSignals: Sendable {
    private struct Waiting {
        var next: UInt64 = 0
        var continuations: [UInt64: (space: SpaceID, AsyncStream<Void>.Continuation)] = [:]
        var isShuttingDown = false
    }

    private let waiting = Mutex(Waiting())

    var isShuttingDown: Bool { waiting.withLock(\.isShuttingDown) }
    var waiterCount: Int { waiting.withLock(\.continuations.count) }

    /// A stream with an element when there may be news of a space.
    ///
    /// What happens after this returns is not missed.
    func subscribe(to space: SpaceID) -> AsyncStream<Void> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let number = waiting.withLock { waiting in
                waiting.next += 1
                waiting.continuations[waiting.next] = (space, continuation)
                return waiting.next
            }
            continuation.onTermination = { [weak self] _ in
                self?.waiting.withLock { _ = $0.continuations.removeValue(forKey: number) }
            }
        }
    }

    /// There may be news of these spaces.
    func wake(_ spaces: some Sequence<SpaceID>) {
        let spaces = Set(spaces)
        for continuation in continuations(where: { spaces.contains($0) }) { continuation.yield() }
    }

    /// There may be news of any space.
    func wakeAll() {
        for continuation in continuations(where: { _ in true }) { continuation.yield() }
    }

    /// Ends every wait, and those that come later at once.
    func shutDown() {
        waiting.withLock { $0.isShuttingDown = true }
        wakeAll()
    }

    private func continuations(where isWanted: (SpaceID) -> Bool) -> [AsyncStream<Void>.Continuation] {
        waiting.withLock { waiting in
            waiting.continuations.values.filter { isWanted($0.space) }.map(\.1)
        }
    }
}
