/// Published figures: changes, months, comparisons, and the printed sums that do not match.
struct StatisticsView: Sendable {
    /// Which periods are compared.
    struct PeriodsView: Sendable {
        let from: [ChoiceView]
        let to: [ChoiceView]
    }

    /// How figures are compared with what their source sets beside them.
    struct ReferencesView: Sendable {
        let exposures: [ChoiceView]
        let isPart: Bool
    }

    let message: MessageView?
    let path: String
    let series: [ChoiceView]
    let periods: PeriodsView?
    /// `nil` for a series whose figures have no reference.
    let references: ReferencesView?
    let chart: ChartView?
    let tables: [TableSectionView]
    let mismatches: [String]
    let hasMismatches: Bool
    let sources: [String]
    let isEmpty: Bool
    let snapshot: String
}
