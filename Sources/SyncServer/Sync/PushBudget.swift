import Synchronization

/// The memory that pushes may take together while they are read and wait for their commit.
final class PushBudget: Sendable {
    private let limit: Int
    private let used = Mutex(0)

    init(limit: Int = ServerLimits.pushesInFlightBytes) {
        self.limit = limit
    }

    /// - Throws: ``Refusal/overloaded``
    func reserve(_ bytes: Int) throws(Refusal) {
        let isReserved = used.withLock { used in
            guard used + bytes <= limit else { return false }
            used += bytes
            return true
        }
        guard isReserved else { throw .overloaded }
    }

    func release(_ bytes: Int) {
        used.withLock { $0 -= bytes }
    }
}
