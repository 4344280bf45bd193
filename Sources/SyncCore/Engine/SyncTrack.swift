/// One of the two directions of a sync.
///
/// Neither waits for the other.
struct SyncTrack: Hashable, Sendable {
    enum State: Hashable, Sendable {
        case ready
        case waiting(Duration)
        case done
        case failed
    }

    private(set) var state = State.ready
    /// In a row.
    private(set) var failures = 0

    /// Begins again after it had finished.
    mutating func makeReady() {
        if state == .done { state = .ready }
    }

    mutating func finish() {
        if state != .failed { state = .done }
    }

    mutating func fail() { state = .failed }

    mutating func forgetFailures() { failures = 0 }

    /// Waits before another attempt.
    ///
    /// - Returns: whether there is one left.
    mutating func retry(retryAfter: Duration?, using generator: inout some RandomNumberGenerator) -> Bool {
        failures += 1
        guard failures < Limits.syncAttempts else {
            state = .failed
            return false
        }
        let pause = Backoff.pause(afterFailure: failures, retryAfter: retryAfter, using: &generator)
        state = .waiting(pause)
        return true
    }

    mutating func letPass(_ time: Duration) {
        guard case .waiting(let left) = state else { return }
        state = left <= time ? .ready : .waiting(left - time)
    }

    var remainingWait: Duration? {
        if case .waiting(let left) = state { left } else { nil }
    }
}
