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
        let group = Self.barHeight * chart.series.count + Self.gap
        let top = chart.series.count > 1 ? Self.keyHeight : 0
        height = top + group * chart.labels.count
        keys =
            chart.series.count < 2
            ? []
            : chart.series.enumerated().map { index, series in
                let x = Self.barsFrom + index * Self.keyWidth
                return KeyView(name: series.name, fill: Self.fill(index, of: chart), x: x, textX: x + 18)
            }
        let greatest = chart.series.flatMap(\.values).compactMap { $0?.units }.max() ?? 1
        rows = chart.labels.enumerated().map { place, label in
            let y = top + group * place
            let bars = chart.series.enumerated().compactMap { index, series -> BarView? in
                guard place < series.values.count, let value = series.values[place] else { return nil }
                let length = Double(max(0, value.units)) / Double(max(1, greatest))
                let width = Int((length * Double(Self.longest)).rounded())
                return BarView(
                    x: Self.barsFrom,
                    y: y + Self.barHeight * index,
                    width: width,
                    height: Self.barHeight - 2,
                    fill: Self.fill(index, of: chart),
                    text: value.shown,
                    textX: Self.barsFrom + width + 5,
                    textY: y + Self.barHeight * (index + 1) - 4
                )
            }
            return RowView(
                label: label,
                labelX: Self.barsFrom - 8,
                y: y + (Self.barHeight * chart.series.count + 10) / 2,
                bars: bars
            )
        }
    }

    /// The last series in the darkest colour: it is the one that is spoken of.
    private static func fill(_ index: Int, of chart: BarChart) -> String {
        index == chart.series.count - 1 ? "#14532d" : "#a3bfae"
    }

    private static let fullWidth = 640
    private static let barsFrom = 210
    private static let longest = 370
    private static let barHeight = 16
    private static let gap = 8
    private static let keyWidth = 190
    private static let keyHeight = 28
}
