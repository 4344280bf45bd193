import CoreMetrics
import Metrics
import SyncCore

/// What the server counts.
struct ServerMeters: Sendable {
    let registry: PrometheusRegistry

    private let commits: Counter
    private let pushes: Counter
    private let waiting: Meter

    init(registry: PrometheusRegistry) {
        self.registry = registry
        commits = Counter(label: "faltbild_commits_total", factory: registry)
        pushes = Counter(label: "faltbild_pushes_total", factory: registry)
        waiting = Meter(label: "faltbild_waiting_pulls", factory: registry)
    }

    /// A request was answered.
    ///
    /// - Parameters:
    ///   - method: of the request.
    ///   - route: the pattern, never the path itself.
    ///   - status: of the answer.
    ///   - nanoseconds: from the head of the request to the head of the answer.
    func answered(method: String, route: String, status: Int, nanoseconds: Int64) {
        let dimensions = [("method", method), ("route", route), ("status", "\(status)")]
        Counter(label: "faltbild_http_requests_total", dimensions: dimensions, factory: registry).increment()
        Timer(
            label: "faltbild_http_request_duration",
            dimensions: [("route", route)],
            factory: registry
        ).recordNanoseconds(nanoseconds)
    }

    /// Pushes were committed together.
    func committed(pushes count: Int, outcomes: [[IngestOutcome]]) {
        commits.increment()
        pushes.increment(by: count)
        for (name, number) in Dictionary(grouping: outcomes.joined(), by: \.name).mapValues(\.count) {
            Counter(
                label: "faltbild_segments_total",
                dimensions: [("outcome", name)],
                factory: registry
            ).increment(by: number)
        }
    }

    func waiting(_ count: Int) { waiting.set(count) }
}

extension IngestOutcome {
    fileprivate var name: String {
        switch self {
        case .stored: "stored"
        case .forked: "forked"
        case .held: "held"
        case .incomplete: "incomplete"
        case .gap: "gap"
        case .refused: "refused"
        }
    }
}
