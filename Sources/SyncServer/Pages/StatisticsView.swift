/// Published figures: changes, months, comparisons, and the printed sums that do not match.
struct StatisticsView: Sendable {
    struct RowView: Sendable {
        let title: String
        /// The record of one figure; `nil` for a row of several.
        let path: String?
        let isTotal: Bool
        let cells: [TableView.CellView]
    }

    struct TableSectionView: Sendable {
        let id: String
        let heading: String
        let hint: String?
        let columns: [String]
        let rows: [RowView]
    }

    /// One bar a month; the table holds the same.
    struct ChartView: Sendable {
        struct BarView: Sendable {
            let x: Int
            let y: Int
            let height: Int
            let label: String
            let text: String
        }

        let title: String
        let bars: [BarView]
    }

    /// Which periods are compared.
    struct PeriodsView: Sendable {
        let from: [ChoiceView]
        let to: [ChoiceView]
    }

    let message: MessageView?
    let path: String
    let series: [ChoiceView]
    let periods: PeriodsView?
    let chart: ChartView?
    let tables: [TableSectionView]
    let mismatches: [String]
    let hasMismatches: Bool
    let sources: [String]
    let isEmpty: Bool
    let snapshot: String
}
