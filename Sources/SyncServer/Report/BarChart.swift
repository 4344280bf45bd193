public import FieldModel

/// A picture of numbers as bars; a table beside it holds the same.
public struct BarChart: Hashable, Sendable {
    /// The bars of one colour.
    public struct Series: Hashable, Sendable {
        public let name: String
        /// One for each label; `nil` where nothing is known.
        public let values: [Quantity?]

        init(_ name: String, _ values: [Quantity?]) {
            self.name = name
            self.values = values
        }

        init(_ name: String, counts: [Int?]) {
            self.init(name, counts.map { $0.map { Quantity(units: Int64($0) * 1_000) } })
        }
    }

    public let caption: String
    public let labels: [String]
    public let series: [Series]
    /// Source, snapshot, and where a program gets the same.
    public let note: String

    /// - Returns: `nil` if there is nothing above 0 to draw.
    init?(_ caption: String, labels: [String], _ series: [Series], note: String) {
        guard series.contains(where: { $0.values.contains { ($0?.units ?? 0) > 0 } }) else { return nil }
        self.caption = caption
        self.labels = labels
        self.series = series
        self.note = note
    }
}
