import ServiceLifecycle
import SyncCore
import Synchronization

/// Gathers the pushes that wait into one commit.
///
/// A durable commit costs the same for one push as for a hundred. While one is under way, others wait here;
/// then all of them share the next. An answer is given when the commit is durable.
final class CommitQueue: Service {
    private struct Waiting: Sendable {
        let batch: IncomingBatch
        let answer: CheckedContinuation<[IngestOutcome], any Error>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isClosed = false
    }

    private let replica: Replica
    private let signals: SpaceSignals
    private let meters: ServerMeters
    private let state = Mutex(State())
    private let wake: AsyncStream<Void>
    private let waker: AsyncStream<Void>.Continuation

    init(replica: Replica, signals: SpaceSignals, meters: ServerMeters) {
        self.replica = replica
        self.signals = signals
        self.meters = meters
        (wake, waker) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Stores a push.
    ///
    /// - Returns: an outcome a segment, once durable.
    /// - Throws: ``Refusal``, and nothing of the push is stored.
    func store(_ batch: IncomingBatch) async throws -> [IngestOutcome] {
        try await withCheckedThrowingContinuation { continuation in
            let isClosed = state.withLock { state in
                if !state.isClosed { state.waiting.append(Waiting(batch: batch, answer: continuation)) }
                return state.isClosed
            }
            if isClosed { continuation.resume(throwing: Refusal.shuttingDown) }
            waker.yield()
        }
    }

    /// Commits until a graceful shutdown, and what waits then.
    func run() async throws {
        await withGracefulShutdownHandler {
            for await _ in wake { await commitAll() }
            state.withLock { $0.isClosed = true }
            await commitAll()
        } onGracefulShutdown: {
            self.waker.finish()
        }
    }

    private func commitAll() async {
        while true {
            let group = state.withLock { state in
                let group = Array(state.waiting.prefix(ServerLimits.pushesPerCommit))
                state.waiting.removeFirst(group.count)
                return group
            }
            guard !group.isEmpty else { return }
            await commit(group)
        }
    }

    private func commit(_ group: [Waiting]) async {
        do {
            let outcomes = try await ingest(group.map(\.batch))
            for (waiting, outcomes) in zip(group, outcomes) { waiting.answer.resume(returning: outcomes) }
        } catch {
            guard group.count > 1 else {
                group.first?.answer.resume(throwing: Self.refusal(error))
                return
            }
            // One push must not take the others down with it: each gets a commit of its own.
            for waiting in group { await commit([waiting]) }
        }
    }

    private func ingest(_ batches: [IncomingBatch]) async throws -> [[IngestOutcome]] {
        let replica = replica
        let outcomes = try await StoreThreads.run { try replica.ingest(batches) }
        meters.committed(pushes: batches.count, outcomes: outcomes)
        signals.wake(batches.map(\.space))
        return outcomes
    }

    private static func refusal(_ error: any Error) -> Refusal {
        (error as? StoreError).map { Refusal($0) } ?? .failed
    }
}
