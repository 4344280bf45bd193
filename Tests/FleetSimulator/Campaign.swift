/// Runs of many seeds, a few at a time.
public struct Campaign: Sendable {
    private let seeds: Range<UInt64>
    private let steps: Int
    private let jobs: Int
    private var statistics: [String: Int] = [:]
    private var duration = Duration.zero
    private var failures = 0

    public init(first: UInt64, count: UInt64, steps: Int = Simulation.usualSteps, jobs: Int) {
        seeds = first..<first + count
        self.steps = steps
        self.jobs = jobs
    }

    /// Runs every seed, and calls back after each, in whichever order they end.
    ///
    /// - Returns: the runs that failed, ascending by their seeds.
    public mutating func run(
        onReport: (SimulationReport) -> Void = { _ in }
    ) async -> [SimulationReport] {
        let start = ContinuousClock.now
        var rest = seeds
        let steps = steps
        var failed: [SimulationReport] = []
        await withTaskGroup(of: SimulationReport.self) { runs in
            for seed in rest.prefix(jobs) {
                runs.addTask { await Simulation(seed: seed, steps: steps).run() }
            }
            rest = rest.dropFirst(jobs)
            for await report in runs {
                if let seed = rest.popFirst() {
                    runs.addTask { await Simulation(seed: seed, steps: steps).run() }
                }
                statistics.merge(report.statistics) { $0 + $1 }
                if report.failure != nil { failed.append(report) }
                onReport(report)
            }
        }
        duration = ContinuousClock.now - start
        failures = failed.count
        return failed.sorted { $0.seed < $1.seed }
    }

    /// What was run, what happened in it, and how fast.
    public var summary: String {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        let rate = (Double(seeds.count) / max(seconds, 0.001) * 10).rounded() / 10
        let events = statistics.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return """
            \(seeds.count) seeds, \(failures) failed, \(rate) seeds/s.
            \(events.joined(separator: "; "))
            """
    }
}

extension SimulationReport {
    /// The run with the fewest steps that fails, of those that were tried.
    public func shortest() async -> SimulationReport {
        for steps in 0..<steps {
            let report = await Simulation(seed: seed, steps: steps).run()
            if report.failure != nil { return report }
        }
        return self
    }

    /// The whole run, for people.
    public var told: String {
        let lines = trace.enumerated().map { "\($0.offset + 1)  \($0.element)" }
        let end = failure.map { "FAILED  \($0)" } ?? "all invariants hold"
        return (["seed \(seed), \(steps) steps"] + lines + [end]).joined(separator: "\n")
    }
}
