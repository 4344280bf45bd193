import Dispatch

extension Array where Element: Sendable {
    /// Maps the elements on all cores: for pure work beside the one writer.
    ///
    /// Each core takes a run of neighbours at a time, so that little work a piece is worth it too.
    func concurrentMap<Result: Sendable>(
        _ transform: @escaping @Sendable (Element) -> Result
    ) -> [Result] {
        let runs = Swift.min(count, Self.concurrentRuns)
        guard runs > 1 else { return map(transform) }
        return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
            // Each run initializes its own places, none outlives this closure, and all places are some run's.
            nonisolated(unsafe) let results = buffer
            DispatchQueue.concurrentPerform(iterations: runs) { run in
                for index in count * run / runs..<count * (run + 1) / runs {
                    results.initializeElement(at: index, to: transform(self[index]))
                }
            }
            initialized = count
        }
    }

    /// More than there are cores, so that none waits long for another.
    private static var concurrentRuns: Int { 32 }
}
