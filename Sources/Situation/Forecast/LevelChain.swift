/// Levels by how often each has followed on each other one: a Markov chain of the first order.
///
/// **Formula**, with n(i, j) how often level j came the week after level i, and n(j) how often it came at
/// all:
///
///     p(j) = (n(j) + 1/5) / (n + 1)
///     p(j | i) = (n(i, j) + p(j)) / (n(i) + 1)
///
/// Several weeks ahead the chances are carried on. The prediction is the median, the least level below or at
/// which half of the chance lies, and the interval goes from the quantile (1 - c) / 2 to (1 + c) / 2, so that
/// it holds at least the share c.
///
/// **Assumptions.** What comes next depends on the latest week alone. A week that is not known ends a pair.
///
/// **Source.** T. W. Anderson, L. A. Goodman, *Statistical inference about Markov chains*, Annals of
/// Mathematical Statistics 28 (1957), 89-110; the added chances are the mean of Dirichlet's distribution.
///
/// **Reference.** The same by numpy, in ForecastMethodTests.
struct LevelChain: Hashable, Sendable {
    private static let levels = 5

    /// A row for each level now; in it the chance of each level next.
    let chances: [[Double]]
    /// The chance of each level at the end of what is known.
    private let present: [Double]

    /// - Returns: `nil` for fewer than five known values.
    init?(of history: TimeSeries) {
        let values = history.values.map { $0.map { min(Self.levels, max(1, Int($0))) - 1 } }
        let known = values.compactMap(\.self)
        guard known.count >= 5 else { return nil }
        let share = (0..<Self.levels).map { level in
            (Double(known.count { $0 == level }) + 1 / Double(Self.levels)) / Double(known.count + 1)
        }
        var pairs = Array(repeating: Array(repeating: 0.0, count: Self.levels), count: Self.levels)
        for (now, next) in zip(values, values.dropFirst()) {
            if let now, let next { pairs[now][next] += 1 }
        }
        chances = pairs.map { row in
            let total = row.reduce(0, +) + 1
            return zip(row, share).map { ($0 + $1) / total }
        }
        present = Self.present(values, chances)
    }

    /// The latest known level, carried on through the weeks after it that are not known.
    private static func present(_ values: [Int?], _ chances: [[Double]]) -> [Double] {
        guard let place = values.lastIndex(where: { $0 != nil }), let latest = values[place] else {
            return []
        }
        var present = Array(repeating: 0.0, count: levels)
        present[latest] = 1
        for _ in place + 1..<values.count { present = carried(present, chances) }
        return present
    }

    private static func carried(_ present: [Double], _ chances: [[Double]]) -> [Double] {
        (0..<levels).map { next in
            (0..<levels).reduce(0) { $0 + present[$1] * chances[$1][next] }
        }
    }

    func predictions(_ steps: Int, _ confidence: Double) -> [Forecast.Prediction] {
        var present = present
        return (0..<max(1, steps)).map { _ in
            present = Self.carried(present, chances)
            let low = Self.quantile((1 - confidence) / 2, of: present)
            let high = Self.quantile((1 + confidence) / 2, of: present)
            return Forecast.Prediction(value: Self.quantile(0.5, of: present), interval: low...high)
        }
    }

    private static func quantile(_ share: Double, of chances: [Double]) -> Double {
        var below = 0.0
        for (level, chance) in chances.enumerated() {
            below += chance
            if below >= share - 1e-12 { return Double(level + 1) }
        }
        return Double(levels)
    }
}
