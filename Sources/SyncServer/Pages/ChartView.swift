import FieldModel

/// A chart of lying bars, in the units of its picture: a group of bars for each label, under each other.
struct ChartView: Sendable {
    struct BarView: Sendable {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
        let fill: String
        /// What it stands for, behind it.
        let text: String
        let textX: Int
        let textY: Int
    }

    struct RowView: Sendable {
        let label: String
        let labelX: Int
        let y: Int
        let bars: [BarView]
    }

    /// What a colour means.
    struct KeyView: Sendable {
        let name: String
        let fill: String
        let x: Int
        let textX: Int
    }

    let caption: String
    let note: String
    let width: Int
    let height: Int
    let keys: [KeyView]
    let rows: [RowView]

    init(_ chart: BarChart) {
        caption = chart.caption
        note = chart.note
        width = Self.fullWidth
        let labels = chart.labels.map(Self.shortened)
        let barsFrom = Self.letterWidth * (labels.map(\.count).max() ?? 0) + Self.labelGap
        let longest = Self.fullWidth - barsFrom - Self.numberWidth
        let group = Self.barHeight * chart.series.count + Self.gap
        let top = chart.series.count > 1 ? Self.keyHeight : 0
        height = top + group * chart.labels.count
        keys =
            chart.series.count < 2
            ? []
            : chart.series.enumerated().map { index, series in
                let x = Self.labelGap + index * Self.keyWidth
                return KeyView(name: series.name, fill: Self.fill(index, of: chart), x: x, textX: x + 18)
            }
        let greatest = chart.series.flatMap(\.values).compactMap { $0?.units }.max() ?? 1
        rows = labels.enumerated().map { place, label in
            let y = top + group * place
            let bars = chart.series.enumerated().compactMap { index, series -> BarView? in
                guard place < series.values.count, let value = series.values[place] else { return nil }
                let length = Double(max(0, value.units)) / Double(max(1, greatest))
                let width = Int((length * Double(longest)).rounded())
                return BarView(
                    x: barsFrom,
                    y: y + Self.barHeight * index,
                    width: width,
                    height: Self.barHeight - 2,
                    fill: Self.fill(index, of: chart),
                    text: value.shown,
                    textX: barsFrom + width + 5,
                    textY: y + Self.barHeight * (index + 1) - 4
                )
            }
            return RowView(
                label: label,
                labelX: barsFrom - 8,
                y: y + (Self.barHeight * chart.series.count + 10) / 2,
                bars: bars
            )
        }
    }

    /// A long label ends in `…`; the table has it whole.
    private static func shortened(_ label: String) -> String {
        label.count > longestLabel ? label.prefix(longestLabel - 1) + "…" : label
    }

    /// The last series in the darkest colour: it is the one that is spoken of.
    private static func fill(_ index: Int, of chart: BarChart) -> String {
        index == chart.series.count - 1 ? "#14532d" : "#a3bfae"
    }

    private static let fullWidth = 640
    /// Of the widest usual letters, in the picture's type.
    private static let letterWidth = 9
    private static let labelGap = 16
    private static let numberWidth = 60
    private static let longestLabel = 34
    private static let barHeight = 16
    private static let gap = 8
    private static let keyWidth = 220
    private static let keyHeight = 28
}
