/// Measures time on the clock that never goes backwards.
enum Stopwatch {
    /// Seconds that the work takes.
    static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try work()
        return seconds(since: start)
    }

    static func seconds(since start: ContinuousClock.Instant) -> Double {
        let duration = ContinuousClock.now - start
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }
}

extension [Double] {
    /// The middle one: a shared machine's slow moments do not move it.
    var median: Double {
        let sorted = sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}

extension Double {
    /// A rate as people read it: `142 k/s`.
    var perSecond: String {
        self >= 10_000 ? "\(Int((self / 1_000).rounded())) k/s" : "\(Int(rounded()))/s"
    }
}
