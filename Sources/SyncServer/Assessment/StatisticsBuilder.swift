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
        /// The series of how many each count is about, where figures are compared with a reference.
        var exposure: String?
        /// Whether the reference holds the subject itself.
        var isPart = false
    }

    let names: RecordNames
    let access: SpaceAccess
    let library: PageLibrary
    let today: CalendarDate

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
        let asked = choice.series.flatMap { models.series.contains($0) ? $0 : nil }
        let series = asked ?? models.series.first ?? ""
        let figures = models.figures(of: series)
        let isMonthly = figures.isMonthly
        let periods = figures.comparablePeriods
        let from = choice.from ?? periods.dropLast().last
        let to = choice.to ?? periods.last
        let report = ReportBuilder(
            names: names,
            space: access.space,
            year: models.lastMonths(of: series) ?? today.civil.year,
            today: today
        )
        let compared = changeTable(series, figures, from, to)
        let mismatches = PrintedSums(of: figures).mismatches.map(text)
        return StatisticsView(
            message: message,
            path: path.statistics,
            series: models.series.map { ChoiceView(value: $0, label: $0, isSelected: $0 == series) },
            periods: isMonthly || periods.count < 2 ? nil : self.periods(periods, from, to),
            references: figures.contains { $0.referenceSubject != nil } ? exposures(choice) : nil,
            chart: (isMonthly ? report.monthChart(of: series) : compared.flatMap(report.changeChart))
                .map { ChartView($0) },
            tables: isMonthly
                ? [monthly(models.months(of: series))]
                    + report.monthForecasts(of: series).map { TableSectionView("forecast", $0) }
                : [compared.map(changes)].compactMap(\.self) + references(series, choice)
                    + [plain(figures)],
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

    private func exposures(_ choice: Choice) -> StatisticsView.ReferencesView {
        StatisticsView.ReferencesView(
            exposures: names.picture.situation.series.map {
                ChoiceView(value: $0, label: $0, isSelected: $0 == choice.exposure)
            },
            isPart: choice.isPart
        )
    }

    // MARK: Changes

    /// - Returns: `nil` where nothing can be compared.
    private func changeTable(
        _ series: String,
        _ figures: [Figure],
        _ from: FigurePeriod?,
        _ to: FigurePeriod?
    ) -> ChangeTable? {
        guard let from, let to, from != to else { return nil }
        let table = ChangeTable(of: figures, ChangeTable.Parameters(series: series, from: from, to: to))
        return table.rows.contains { $0.comparison != nil } ? table : nil
    }

    private func changes(_ table: ChangeTable) -> TableSectionView {
        let periods = [table.parameters.from, table.parameters.to]
        let columns =
            periods.map(periodText.text) + ["changeBy", "percent", "ratio", "verdict"].map(word)
        var section = TableSectionView(
            "changes",
            "\(word("changeFrom")) \(columns[0]) \(word("to")) \(columns[1])",
            first: word("category"),
            columns,
            table.rows.map { row in
                var shown = TableSectionView.RowView(
                    row.isTotal ? "\(row.category): \(word("sum"))" : row.category,
                    columns,
                    cells(of: row)
                )
                shown.link = row.after.count == 1 ? path.record(row.after[0]) : nil
                shown.isTotal = row.isTotal
                return shown
            }
        )
        section.aside = word("changesHint")
        return section
    }

    private func cells(of row: ChangeTable.Row) -> [String] {
        [
            NumberText.plain(row.countBefore), NumberText.plain(row.countAfter),
            NumberText.signed(row.change), NumberText.percent(row.percent), ratio(row.comparison),
            verdict(row.verdict, row.pValue),
        ]
    }

    /// What the ratio of the rates may be.
    private func ratio(_ comparison: RateComparison?) -> String {
        guard let interval = comparison?.ratioInterval else { return "–" }
        let high = interval.upperBound.isFinite ? interval.upperBound.text(decimals: 2, in: language) : "∞"
        return "\(interval.lowerBound.text(decimals: 2, in: language))–\(high)"
    }

    private func verdict(_ verdict: ChangeTable.Verdict, _ pValue: Double?) -> String {
        word("verdict_" + verdict.rawValue) + (pValue.map(chance) ?? "")
    }

    private func chance(_ pValue: Double) -> String {
        let least = 0.001
        let sign = pValue < least ? "<" : "="
        return " (p \(sign) \(max(least, pValue).text(decimals: 3, in: language)))"
    }

    // MARK: References

    private func references(_ series: String, _ choice: Choice) -> [TableSectionView] {
        var parameters = ReferenceTable.Parameters(series: series)
        parameters.exposure = choice.exposure
        parameters.isPart = choice.isPart
        let table = ReferenceTable(of: names.picture.situation.figures, parameters)
        guard !table.rows.isEmpty else { return [] }
        let columns = [
            "period", "value", "comparedWith", "value", "differenceOfFigures", "ratio", "verdict",
        ].map(word)
        var section = TableSectionView(
            "references",
            word("againstReference"),
            first: word("category"),
            columns,
            table.rows.map { row in
                let cells = [
                    periodText.text(of: row.figure.period), row.figure.value.shown, row.reference.subject,
                    row.reference.value.shown, row.difference.shown, ratio(row.comparison),
                    verdict(row.verdict, row.pValue),
                ]
                var shown = TableSectionView.RowView(row.figure.subject, columns, cells)
                shown.link = path.record(row.figure.key)
                return shown
            }
        )
        section.aside = word("referenceHint")
        return [section]
    }

    // MARK: Months

    private func monthly(_ table: MonthlyTable) -> TableSectionView {
        let columns = (1...12).map { word("month\($0)") } + [word("sum")]
        func row(_ title: String, _ months: [Int64]) -> TableSectionView.RowView {
            let numbers = months + [months.reduce(0, +)]
            return TableSectionView.RowView(
                title,
                columns,
                numbers.map { $0 == 0 ? "" : Quantity(units: $0).shown }
            )
        }
        var sum = row(word("sum"), table.monthSums)
        sum.isTotal = true
        let joined = table.joined.sorted { $0.key < $1.key }.map { category, others in
            "\(category) = \(others.joined(separator: ", "))"
        }
        var section = TableSectionView(
            "months",
            table.series,
            first: word("category"),
            columns,
            table.rows.map { row("\($0.category) \($0.year)", $0.months) } + [sum]
        )
        section.aside =
            joined.isEmpty ? nil : word("joinedCategories") + " " + joined.joined(separator: "; ")
        return section
    }

    // MARK: As they are

    private func plain(_ figures: [Figure]) -> TableSectionView {
        let columns = ["period", "value", "unit", "comparedWith"].map(word)
        return TableSectionView(
            "figures",
            word("figures"),
            first: word("category"),
            columns,
            figures.map { figure in
                let cells = [
                    periodText.text(of: figure.period), figure.value.shown + (figure.isContested ? " !" : ""),
                    figure.unit ?? "", reference(of: figure, among: figures) ?? "",
                ]
                var row = TableSectionView.RowView(
                    figure.isTotal ? "\(figure.subject): \(word("sum"))" : figure.subject,
                    columns,
                    cells
                )
                row.link = path.record(figure.key)
                row.isTotal = figure.isTotal
                return row
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
