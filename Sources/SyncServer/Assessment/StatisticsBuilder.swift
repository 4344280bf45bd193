import FieldModel
import Foundation
import Situation
import SyncCore

/// Makes the page of published figures.
struct StatisticsBuilder: Sendable {
    /// What an address asks for.
    struct Choice: Sendable {
        var series: String?
        var from: FigurePeriod?
        var to: FigurePeriod?
    }

    let names: RecordNames
    let access: SpaceAccess
    let library: PageLibrary

    private var path: PagePath { PagePath(space: access.space) }
    private var language: Language { names.language }

    private func word(_ name: String) -> String { library.word(name, in: language) }

    private var periodText: PeriodText { PeriodText(library: library, language: language) }

    /// - Parameters:
    ///   - choice: what is shown.
    ///   - message: at the top.
    /// - Returns: the page's content.
    func view(of choice: Choice, message: MessageView?) -> StatisticsView {
        let models = names.picture.situation
        let series = choice.series.flatMap { models.series.contains($0) ? $0 : nil } ?? models.series.first
        let figures = models.figures.filter { $0.series == series }
        let isMonthly = figures.isMonthly
        let periods = figures.comparablePeriods
        let from = choice.from ?? periods.dropLast().last
        let to = choice.to ?? periods.last
        let mismatches = PrintedSums(of: figures).mismatches.map(text)
        return StatisticsView(
            message: message,
            path: path.statistics,
            series: models.series.map { ChoiceView(value: $0, label: $0, isSelected: $0 == series) },
            periods: isMonthly || periods.count < 2 ? nil : self.periods(periods, from, to),
            chart: isMonthly ? chart(MonthlyTable(of: figures, series: series ?? "")) : nil,
            tables: isMonthly
                ? [monthly(MonthlyTable(of: figures, series: series ?? ""))]
                : changes(series ?? "", figures, from, to) + [plain(figures)],
            mismatches: mismatches,
            hasMismatches: !mismatches.isEmpty,
            sources: Set(figures.map(source)).sorted(),
            isEmpty: models.series.isEmpty,
            snapshot: names.picture.moment?.text ?? ""
        )
    }

    private func source(of figure: Figure) -> String {
        figure.source + (figure.retrievedOn.map { ", \(word("retrieved")) \($0.iso8601)" } ?? "")
    }

    private func text(of mismatch: PrintedSums.Mismatch) -> String {
        let what = "\(mismatch.total.subject), \(periodText.text(of: mismatch.total.period))"
        let (printed, summed) = (mismatch.printed.shown, mismatch.summed.shown)
        return "\(what): \(word("printed")) \(printed), \(word("partsGive")) \(summed)"
    }

    private func periods(
        _ periods: [FigurePeriod],
        _ from: FigurePeriod?,
        _ to: FigurePeriod?
    ) -> StatisticsView.PeriodsView {
        func choices(_ chosen: FigurePeriod?) -> [ChoiceView] {
            periods.map {
                ChoiceView(value: $0.description, label: periodText.text(of: $0), isSelected: $0 == chosen)
            }
        }
        return StatisticsView.PeriodsView(from: choices(from), to: choices(to))
    }

    // MARK: Changes

    private func changes(
        _ series: String,
        _ figures: [Figure],
        _ from: FigurePeriod?,
        _ to: FigurePeriod?
    ) -> [StatisticsView.TableSectionView] {
        guard let from, let to, from != to else { return [] }
        let table = ChangeTable(of: figures, ChangeTable.Parameters(series: series, from: from, to: to))
        guard table.rows.contains(where: { $0.comparison != nil }) else { return [] }
        let columns =
            [from, to].map(periodText.text) + ["changeBy", "percent", "ratio", "verdict"].map(word)
        return [
            StatisticsView.TableSectionView(
                id: "changes",
                heading: "\(word("changeFrom")) \(columns[0]) \(word("to")) \(columns[1])",
                hint: word("changesHint"),
                columns: columns,
                rows: table.rows.map { row in
                    StatisticsView.RowView(
                        title: row.isTotal ? "\(row.category): \(word("sum"))" : row.category,
                        path: row.after.count == 1 ? path.record(row.after[0]) : nil,
                        isTotal: row.isTotal,
                        cells: zip(columns, cells(of: row)).map { TableView.CellView(label: $0, text: $1) }
                    )
                }
            )
        ]
    }

    private func cells(of row: ChangeTable.Row) -> [String] {
        let ratio = row.comparison.map { comparison in
            let interval = comparison.ratioInterval
            let high =
                interval.upperBound.isFinite ? interval.upperBound.text(decimals: 2, in: language) : "∞"
            return "\(interval.lowerBound.text(decimals: 2, in: language))–\(high)"
        }
        return [
            NumberText.plain(row.countBefore), NumberText.plain(row.countAfter),
            NumberText.signed(row.change),
            NumberText.percent(row.percent), ratio ?? "–",
            word("verdict_" + row.verdict.rawValue) + (row.pValue.map(chance) ?? ""),
        ]
    }

    private func chance(_ pValue: Double) -> String {
        let least = 0.001
        let sign = pValue < least ? "<" : "="
        return " (p \(sign) \(max(least, pValue).text(decimals: 3, in: language)))"
    }

    // MARK: Months

    private func monthly(_ table: MonthlyTable) -> StatisticsView.TableSectionView {
        let columns = (1...12).map { word("month\($0)") } + [word("sum")]
        func cells(_ months: [Int64]) -> [TableView.CellView] {
            let numbers = months + [months.reduce(0, +)]
            return zip(columns, numbers).map { column, units in
                TableView.CellView(label: column, text: units == 0 ? "" : Quantity(units: units).shown)
            }
        }
        let rows = table.rows.map { row in
            StatisticsView.RowView(
                title: "\(row.category) \(row.year)",
                path: nil,
                isTotal: false,
                cells: cells(row.months)
            )
        }
        let sum = StatisticsView.RowView(
            title: word("sum"),
            path: nil,
            isTotal: true,
            cells: cells(table.monthSums)
        )
        let joined = table.joined.sorted { $0.key < $1.key }.map { category, others in
            "\(category) = \(others.joined(separator: ", "))"
        }
        return StatisticsView.TableSectionView(
            id: "months",
            heading: table.series,
            hint: joined.isEmpty ? nil : word("joinedCategories") + " " + joined.joined(separator: "; "),
            columns: columns,
            rows: rows + [sum]
        )
    }

    /// Bars of at most 170 units of the picture's 240.
    private func chart(_ table: MonthlyTable) -> StatisticsView.ChartView? {
        guard let greatest = table.monthSums.max(), greatest > 0 else { return nil }
        let bars = table.monthSums.enumerated().map { month, sum in
            let height = Int((Double(max(0, sum)) * 170 / Double(greatest)).rounded())
            return StatisticsView.ChartView.BarView(
                x: 16 + month * 52,
                y: 200 - height,
                height: height,
                label: String(word("month\(month + 1)").prefix(3)),
                text: Quantity(units: sum).shown
            )
        }
        return StatisticsView.ChartView(title: "\(table.series): \(word("byMonth"))", bars: bars)
    }

    // MARK: As they are

    private func plain(_ figures: [Figure]) -> StatisticsView.TableSectionView {
        let columns = ["period", "value", "unit", "comparedWith"].map(word)
        return StatisticsView.TableSectionView(
            id: "figures",
            heading: word("figures"),
            hint: nil,
            columns: columns,
            rows: figures.map { figure in
                let cells = [
                    periodText.text(of: figure.period), figure.value.shown + (figure.isContested ? " !" : ""),
                    figure.unit ?? "", reference(of: figure, among: figures) ?? "",
                ]
                return StatisticsView.RowView(
                    title: figure.isTotal ? "\(figure.subject): \(word("sum"))" : figure.subject,
                    path: path.record(figure.key),
                    isTotal: figure.isTotal,
                    cells: zip(columns, cells).map { TableView.CellView(label: $0, text: $1) }
                )
            }
        )
    }

    /// What the source compares a figure with.
    private func reference(of figure: Figure, among figures: [Figure]) -> String? {
        guard let subject = figure.referenceSubject else { return nil }
        let other = figures.first { $0.subject == subject && $0.period == figure.period }
        return subject + (other.map { ": \($0.value.shown)" } ?? "")
    }
}

extension [Figure] {
    /// Whether it is counted by months: a figure of a single month makes no table.
    var isMonthly: Bool { count { if case .month = $0.period { true } else { false } } >= 12 }

    /// Periods of one length that have counts, ascending; the length that most figures have.
    var comparablePeriods: [FigurePeriod] {
        let known = filter { $0.period.months != nil && $0.count != nil }.map(\.period)
        let byLength = Dictionary(grouping: known) { $0.months ?? 0 }
        let longest = byLength.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
        return Set(longest?.value ?? []).sorted { $0.description < $1.description }
    }
}
