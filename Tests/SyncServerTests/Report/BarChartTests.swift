import FieldModel
import Testing

@testable import SyncServer

@Suite struct BarChartTests {
    @Test func `bars are as long as their numbers, and what is not known has none`() throws {
        let chart = try #require(
            BarChart(
                "Anmälningar",
                labels: ["januari", "februari"],
                [BarChart.Series("2023", counts: [10, nil]), BarChart.Series("2024", counts: [20, 0])],
                note: "Källa"
            )
        )
        let view = ChartView(chart)
        #expect(view.keys.map(\.name) == ["2023", "2024"])
        #expect(view.rows.map(\.label) == ["januari", "februari"])
        #expect(view.rows[0].bars[0].width * 2 == view.rows[0].bars[1].width)
        #expect(view.rows[1].bars.map(\.text) == ["0"], "what is not known is not drawn as nothing")
        #expect(view.rows[1].bars[0].width == 0)
        for bar in view.rows.flatMap(\.bars) {
            #expect(bar.textX + 40 <= view.width && bar.y + bar.height <= view.height)
        }
        #expect(view.rows[0].bars[0].fill != view.rows[0].bars[1].fill)
    }

    @Test func `whatever the labels are, they and the bars have room`() throws {
        for length in [0, 1, 12, 28, 34, 200] {
            let label = String(repeating: "m", count: length)
            let chart = try #require(
                BarChart("x", labels: [label], [BarChart.Series("2024", counts: [7])], note: "")
            )
            let row = try #require(ChartView(chart).rows.first)
            #expect(row.label.count <= 34 && row.labelX >= row.label.count * 9)
            #expect(row.bars[0].width > 200 && row.bars[0].textX + 40 <= 640)
        }
    }

    @Test func `without a number above zero there is no picture`() {
        for counts in [[], [nil], [0, nil], [0]] as [[Int?]] {
            #expect(BarChart("x", labels: [], [BarChart.Series("2024", counts: counts)], note: "") == nil)
        }
    }
}
