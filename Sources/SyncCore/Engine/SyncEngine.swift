import FoundationEssentials
import SwiftProtobuf

/// Syncs the spaces of one replica with one server.
///
/// ``SyncMachine`` decides; the engine acts and reports. It may be cancelled at any moment: every step is one
/// transaction in the store, and the next sync goes on from there. Runs on a queue of its own, since the
/// store blocks.
public actor SyncEngine {
    let replica: Replica
    let transport: any Transport
    let surroundings: Surroundings
    /// Bearer tokens: a cache of what a session can be asked for again.
    var tokens: [SpaceID: String] = [:]
    /// The server's clock minus ours, from the answer that came last.
    var clockSkew: Int64?

    private let keys: any KeyStore
    private let tokenStore: any TokenStore
    private let pause: @Sendable (Duration) async throws -> Void
    private let executor = BlockingExecutor(label: "faltbild.sync")

    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    public init(
        replica: Replica,
        keys: any KeyStore,
        transport: any Transport,
        tokens: any TokenStore = NoTokens(),
        surroundings: Surroundings = .system,
        pause: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.replica = replica
        self.keys = keys
        tokenStore = tokens
        self.transport = transport
        self.surroundings = surroundings
        self.pause = pause
    }

    /// Syncs one space, and says what was exchanged and what needs a person.
    public func sync(
        _ space: SpaceID,
        onProgress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
    ) async -> SyncReport {
        do throws(SyncProblem) {
            var sync = try prepared(for: space, onProgress)
            try await run(&sync)
            return sync.report
        } catch {
            var report = SyncReport(space: space)
            report.problems = [error]
            return report
        }
    }

    /// What a request of a space works with, with a token if one was kept.
    func prepared(
        for space: SpaceID,
        _ onProgress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
    ) throws(SyncProblem) -> SpaceSync {
        let sync = try SpaceSync(of: try summary(of: space), keys: keys, onProgress: onProgress)
        if tokens[space] == nil, let kept = tokenStore.token(for: space), Self.isToken(kept) {
            tokens[space] = kept
        }
        return sync
    }

    private func run(_ sync: inout SpaceSync) async throws(SyncProblem) {
        var machine = SyncMachine(
            from: try stored { () throws(StoreError) in try replica.stream(of: sync.space) }
        )
        var generator = surroundings.generator
        clockSkew = nil
        sync.tell(.connecting)
        while machine.next != .finish {
            let action = machine.next
            let outcome = Task.isCancelled ? .failed(.cancelled) : await perform(action, for: &sync)
            machine.take(outcome, using: &generator)
        }
        sync.report.problems += machine.problems
        try finish(&sync)
    }

    private func perform(_ action: SyncMachine.Action, for sync: inout SpaceSync) async -> SyncMachine.Outcome
    {
        do throws(SyncMachine.Failure) {
            switch action {
            case .openSession(let nonce): return try await openSession(nonce, for: sync)
            case .learnHead: return .learned(try await learnHead(for: sync))
            case .showHead: return .shown(try await showHead(for: sync))
            case .pull(let position, let own, let batch):
                return try await pull(from: position, own: own, batch: batch, for: &sync)
            case .seal: return try seal(for: sync)
            case .push(let source, let segments):
                return .pushed(try await push(source, countLimit: segments, for: &sync))
            case .compare(let head): return .compared(try await compare(head, for: &sync))
            case .bringBlobs: return .broughtBlobs(try await bringBlobs(for: &sync))
            case .pause(let duration):
                sync.tell(.waiting(duration))
                return try await wait(duration)
            case .finish: return .paused
            }
        } catch {
            return .failed(error)
        }
    }

    /// Keeps a token that the server gave, for the next sync of this program or of another.
    func keep(_ token: String, for space: SpaceID) {
        tokens[space] = token
        tokenStore.keep(token, for: space)
    }

    private func wait(_ duration: Duration) async throws(SyncMachine.Failure) -> SyncMachine.Outcome {
        do {
            try await pause(duration)
        } catch {
            throw .cancelled
        }
        return .paused
    }

    private func seal(for sync: SpaceSync) throws(SyncMachine.Failure) -> SyncMachine.Outcome {
        sync.tell(.sealing)
        do {
            try replica.seal(sync.space, with: sync.key)
        } catch let error as StoreError {
            throw SyncMachine.Failure(.store(error))
        } catch {
            throw .final(.store(.damaged(detail: "sealing failed")))
        }
        return .sealed
    }

    /// Keeps how the sync ended, and completes the report.
    private func finish(_ sync: inout SpaceSync) throws(SyncProblem) {
        sync.report.clockSkew = clockSkew
        let summary = try summary(of: sync.space)
        sync.report.hasNewLog = summary.untoldLeftLogs > 0
        sync.report.openConflicts = summary.openConflicts
        sync.report.unsentChanges = summary.unacknowledgedChanges
        sync.report.unsentBlobs = try stored { () throws(StoreError) in
            try replica.blobCounts(of: sync.space).unsent
        }
        let now = sync.report.problems.isEmpty ? surroundings.wallMilliseconds() : nil
        let skew = clockSkew
        try stored { () throws(StoreError) in try replica.finishSync(of: sync.space, at: now, skew: skew) }
    }

    private func summary(of space: SpaceID) throws(SyncProblem) -> SpaceSummary {
        guard
            let summary = try stored({ () throws(StoreError) in try replica.spaces() }).first(where: {
                $0.id == space
            })
        else {
            throw .notEnrolled(space)
        }
        return summary
    }

    /// Does something with the store, and says in the engine's words what went wrong.
    func stored<Result>(_ body: () throws(StoreError) -> Result) throws(SyncProblem) -> Result {
        do throws(StoreError) {
            return try body()
        } catch {
            throw .store(error)
        }
    }
}
