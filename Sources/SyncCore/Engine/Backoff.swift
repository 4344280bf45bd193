/// The pauses between attempts.
enum Backoff {
    /// The pause before a retry: exponential with full jitter.
    ///
    /// `pause = random(0 … min(60 s, 0.5 s · 2ⁿ⁻¹))`, n = failed attempts in a row, from 1. What the server
    /// asked for with `Retry-After` is the least pause.
    ///
    /// Source: Brooker, *Exponential Backoff and Jitter* (2015), "full jitter".
    static func pause(
        afterFailure attempt: Int,
        retryAfter: Duration?,
        using generator: inout some RandomNumberGenerator
    ) -> Duration {
        precondition(attempt >= 1, "the first failure is number one")
        let longest = min(60_000, 500 << min(attempt - 1, 7))
        let pause = Duration.milliseconds(Int.random(in: 0...longest, using: &generator))
        return max(pause, retryAfter ?? .zero)
    }
}
