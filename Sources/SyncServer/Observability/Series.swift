import CoreMetrics
import Synchronization

/// One measurement with one set of labels.
final class Series: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler, TimerHandler {
    enum Kind: Sendable {
        case counter
        case gauge
        case histogram
        /// A histogram of durations.
        case seconds

        var exposed: String {
            switch self {
            case .counter: "counter"
            case .gauge: "gauge"
            case .histogram, .seconds: "histogram"
            }
        }
    }

    private struct State {
        var value = 0.0
        var count = 0
        var buckets = [Int](repeating: 0, count: Series.bounds.count)
    }

    /// Upper bounds of the buckets: seconds, or whatever a recorder counts.
    private static let bounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60]

    let kind: Kind
    private let state = Mutex(State())

    init(_ kind: Kind) {
        self.kind = kind
    }

    func increment(by amount: Int64) { change(by: Double(amount)) }
    func increment(by amount: Double) { change(by: amount) }
    func decrement(by amount: Double) { change(by: -amount) }
    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { state.withLock { $0.value = value } }
    func record(_ value: Int64) { record(Double(value)) }
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func reset() { state.withLock { $0 = State() } }

    func record(_ value: Double) {
        guard kind != .gauge else { return set(value) }
        state.withLock { state in
            state.value += value
            state.count += 1
            for (index, bound) in Self.bounds.enumerated() where value <= bound { state.buckets[index] += 1 }
        }
    }

    /// The lines of the text format.
    func lines(name: String, labels: String) -> [String] {
        let state = state.withLock { $0 }
        let braced = labels.isEmpty ? "" : "{\(labels)}"
        switch kind {
        case .counter, .gauge: return ["\(name)\(braced) \(Self.text(state.value))"]
        case .histogram, .seconds:
            let separator = labels.isEmpty ? "" : ","
            let buckets = zip(Self.bounds.map(Self.text) + ["+Inf"], state.buckets + [state.count])
            return buckets.map { "\(name)_bucket{\(labels)\(separator)le=\"\($0)\"} \($1)" }
                + ["\(name)_sum\(braced) \(Self.text(state.value))", "\(name)_count\(braced) \(state.count)"]
        }
    }

    private func change(by amount: Double) { state.withLock { $0.value += amount } }

    private static func text(_ value: Double) -> String {
        Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }
}
