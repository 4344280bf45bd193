import FieldModel
import Situation
import SyncCore

/// What models of one snapshot are worked out from, once for every page and program that asks.
///
/// Complexity: O(*n*) in the records to make; a week of ten areas is then ten look-ups.
struct SituationModels: Sendable {
    let snapshot: Snapshot
    let levels: WeeklyLevel
    let decided: DecidedLevels
    /// In the order of ``Snapshot/figures``.
    let figures: [Figure]
    let areas: [(id: RecordID, name: String)]
    /// In the order of ``figures``.
    private let bySeries: [String: [Figure]]
    private let tables = Memo<String, MonthlyTable>()
    private let years = Memo<Int, YearCompilation>()
    private let forecasts = Memo<ForecastQuestion, ForecastTable>()

    init(of snapshot: Snapshot) {
        self.snapshot = snapshot
        levels = WeeklyLevel(of: snapshot)
        decided = DecidedLevels(in: snapshot)
        figures = snapshot.figures
        bySeries = Dictionary(grouping: figures, by: \.series)
        areas = snapshot.areas
    }

    func matrix(_ weeks: [ISOWeek]) -> LevelMatrix {
        LevelMatrix(of: levels, decided, areas: areas.map(\.id), weeks: weeks)
    }

    /// From the first week of which anything is known to the last, without gaps.
    var knownWeeks: [ISOWeek] {
        let known = levels.weeks + decided.weeks
        guard let first = known.min(), let last = known.max() else { return [] }
        let count = (last.monday.daysSinceEpoch - first.monday.daysSinceEpoch) / 7
        return (0...count).map { ISOWeek(containing: first.monday.adding(days: Int($0) * 7)) }
    }

    /// The weeks of a year, up to the last one of which anything is known.
    func weeks(of year: Int) -> [ISOWeek] {
        let known = (levels.weeks + decided.weeks).filter { $0.year == year }
        guard let last = known.max() else { return [] }
        return (1...last.week).compactMap { ISOWeek(year: year, week: $0) }
    }

    /// A year's compilation; worked out once.
    func compilation(of year: Int) -> YearCompilation {
        years.value(of: year) { YearCompilation(of: matrix(weeks(of: year))) }
    }

    /// The answer to a question about what may come; worked out once.
    func forecasts(_ question: ForecastQuestion) -> ForecastTable {
        forecasts.value(of: question) { ForecastTable(question, in: self) }
    }

    /// The names of series, ascending.
    var series: [String] { bySeries.keys.sorted() }

    func figures(of series: String) -> [Figure] { bySeries[series, default: []] }

    /// A series by months; worked out once.
    func months(of series: String) -> MonthlyTable {
        tables.value(of: series) { MonthlyTable(of: figures(of: series), series: series) }
    }

    /// The last year of a series that is told by months; `nil` for any other.
    func lastMonths(of series: String) -> Int? {
        figures(of: series).isMonthly ? months(of: series).years.last : nil
    }
}
