package import CoreMetrics
import Synchronization

/// Keeps measurements and gives them as Prometheus text.
///
/// Source: *Prometheus text exposition format 0.0.4*.
package final class PrometheusRegistry: MetricsFactory {
    private struct Key: Hashable {
        let name: String
        let labels: String
    }

    private struct Kept {
        var series: [Key: Series] = [:]
        var types: [String: Series.Kind] = [:]
    }

    private let kept = Mutex(Kept())

    package init() {}

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(.counter, label, dimensions)
    }

    package func makeFloatingPointCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(.counter, label, dimensions)
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(.gauge, label, dimensions)
    }

    package func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        series(aggregate ? .histogram : .gauge, label, dimensions)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(.seconds, label + "_seconds", dimensions)
    }

    // Series live as long as the server: a counter that vanishes and comes back would read as a restart.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// The text, ascending by name and labels.
    package var text: String {
        let (series, types) = kept.withLock { ($0.series, $0.types) }
        var lines: [String] = []
        for (name, kind) in types.sorted(by: { $0.key < $1.key }) {
            lines.append("# TYPE \(name) \(kind.exposed)")
            let named = series.filter { $0.key.name == name }.sorted { $0.key.labels < $1.key.labels }
            for (key, series) in named { lines += series.lines(name: name, labels: key.labels) }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func series(_ kind: Series.Kind, _ label: String, _ dimensions: [(String, String)]) -> Series {
        let name = Self.name(label)
        let labels = dimensions.map { "\(Self.name($0.0))=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        let key = Key(name: name, labels: labels)
        return kept.withLock { kept in
            if let series = kept.series[key] { return series }
            let series = Series(kept.types[name] ?? kind)
            kept.series[key] = series
            kept.types[name] = series.kind
            return series
        }
    }

    /// Letters, digits and underscores; others become underscores.
    private static func name(_ label: String) -> String {
        String(label.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
