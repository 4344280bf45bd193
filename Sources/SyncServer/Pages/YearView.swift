/// The year's matrix, and what each area was like.
struct YearView: Sendable {
    struct RowView: Sendable {
        let week: String
        let path: String
        let cells: [CellView]
    }

    struct CellView: Sendable {
        let area: String
        let level: WeekView.LevelView
        let path: String
        /// Below the level that is asked for.
        let isFaint: Bool
    }

    struct SinceView: Sendable {
        let path: String
        let title: String
        let text: String
    }

    let message: MessageView?
    let year: String
    let former: String
    let later: String
    let path: String
    let levels: [ChoiceView]
    let columns: [String]
    let rows: [RowView]
    /// What each area was like.
    let areas: TableSectionView
    /// How far proposals and decisions agree, by months; none where nobody has decided.
    let agreement: [TableSectionView]
    /// Decisions of which another level would be proposed now.
    let since: [SinceView]
    let hasSince: Bool
    /// What the weeks after the last one may bring; none for a year of which nothing is known.
    let forecast: [TableSectionView]
    /// The year's report, by its formats.
    let reports: [ChoiceView]
    let legend: [WeekView.LevelView]
    let isEmpty: Bool
    let snapshot: String
}
