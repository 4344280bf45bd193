import FieldModel
import Foundation
import Situation
import SyncCore

/// Makes the year's page.
struct YearBuilder: Sendable {
    let names: RecordNames
    let access: SpaceAccess
    let library: PageLibrary
    let today: CalendarDate

    private var path: PagePath { PagePath(space: access.space) }
    private var language: Language { names.language }
    private var levels: LevelViews { LevelViews(library: library, language: language) }

    private func word(_ name: String) -> String { library.word(name, in: language) }

    /// - Parameters:
    ///   - year: that is compiled.
    ///   - least: levels below it are shown faintly; `nil` for none.
    ///   - message: at the top.
    /// - Returns: the page's content.
    func view(of year: Int, least: SituationLevel?, message: MessageView?) -> YearView {
        let models = names.picture.situation
        let report = ReportBuilder(names: names, space: access.space, year: year, today: today)
        let compilation = models.compilation(of: year)
        let areaNames = Dictionary(
            models.areas.map { ($0.id, $0.name) },
            uniquingKeysWith: { first, _ in first }
        )
        let since = compilation.matrix.proposedOtherwise.map { cell in
            YearView.SinceView(
                path: path.week(cell.week) + "#area-" + cell.area.uuidString,
                title: "\(areaNames[cell.area] ?? "") \(cell.week)",
                text: levels.since(cell)
            )
        }
        return YearView(
            message: message,
            year: String(year),
            former: path.year(year - 1),
            later: path.year(year + 1),
            path: path.year,
            levels: SituationLevel.allCases.dropFirst().map {
                ChoiceView(value: "\($0.rawValue)", label: $0.label[language], isSelected: $0 == least)
            },
            columns: models.areas.map(\.name),
            rows: rows(compilation.matrix, models.areas.map(\.name), least),
            areas: areas(zip(models.areas, compilation.areas).map { (name: $0.name, year: $1) }),
            agreement: agreement(in: compilation.matrix),
            since: since,
            hasSince: !since.isEmpty,
            forecast: report.levelForecasts().map { TableSectionView("forecast", $0) },
            reports: ReportFormat.allCases.map {
                ChoiceView(value: path.report(year, as: $0), label: $0.label, isSelected: false)
            },
            legend: levels.legend,
            isEmpty: compilation.matrix.weeks.isEmpty || models.areas.isEmpty,
            snapshot: names.picture.moment?.text ?? ""
        )
    }

    private func rows(
        _ matrix: LevelMatrix,
        _ names: [String],
        _ least: SituationLevel?
    ) -> [YearView.RowView] {
        zip(matrix.weeks, matrix.cells).map { week, cells in
            YearView.RowView(
                week: "\(week.week)",
                path: path.week(week),
                cells: zip(names, cells).map { name, cell in
                    YearView.CellView(
                        area: name,
                        level: levels.view(of: cell),
                        path: path.week(week) + "#area-" + cell.area.uuidString,
                        isFaint: least.map { (cell.level ?? .normal) < $0 } ?? false
                    )
                }
            )
        }
    }

    private func areas(
        _ years: [(name: String, year: YearCompilation.AreaYear)]
    ) -> TableSectionView {
        let columns = ["mean", "threeOrMore", "criticalWeeks", "unobservedWeeks", "rank", "distance"].map(
            word
        )
        var section = TableSectionView(
            "areas",
            word("whoStandsOut"),
            first: word("area"),
            columns,
            years.map { row(of: $0.year, named: $0.name, columns) }
        )
        section.aside = word("standingHint")
        return section
    }

    private func row(
        of area: YearCompilation.AreaYear,
        named name: String,
        _ columns: [String]
    ) -> TableSectionView.RowView {
        let mean = area.spread.map { "\(decimal($0.mean)) (± \(decimal($0.deviation)))" } ?? "–"
        let rank = area.rank.map { rank in
            "\(rank)" + (area.rankInterval.map { " (\($0.lowerBound)–\($0.upperBound))" } ?? "")
        }
        let distance = area.distance.map { distance in
            let interval = area.distanceInterval.map {
                " (\(decimal($0.lowerBound)) \(word("to")) \(decimal($0.upperBound)))"
            }
            return decimal(distance) + (interval ?? "")
        }
        let cells = [
            mean, "\(area.atThreeOrMore.count)",
            area.critical.map { "\($0.week)" }.joined(separator: ", "), "\(area.unobserved)",
            rank ?? "–", distance ?? "–",
        ]
        var row = TableSectionView.RowView(name, columns, cells)
        row.badge =
            switch area.standing {
            case .higher: word("standsHigher")
            case .lower: word("standsLower")
            case .alike: nil
            }
        return row
    }

    /// How often people decided otherwise than the model proposes, by the months of the weeks' Thursdays.
    ///
    /// - Returns: nothing where nobody has decided.
    private func agreement(in matrix: LevelMatrix) -> [TableSectionView] {
        let columns = ["Compared", "Same", "Higher", "Lower", "Unseen"].map { word("agreement" + $0) }
        func row(_ title: String, _ agreement: LevelAgreement) -> TableSectionView.RowView {
            let counts = [
                agreement.compared, agreement.same, agreement.higher, agreement.lower, agreement.unseen,
            ]
            return TableSectionView.RowView(title, columns, counts.map { "\($0)" })
        }
        let months = Dictionary(grouping: zip(matrix.weeks, matrix.agreements)) { week, _ in
            week.monday.adding(days: 3).civil.month
        }
        let rows = months.sorted { $0.key < $1.key }.compactMap { month, weeks -> TableSectionView.RowView? in
            let sum = weeks.map(\.1).reduce(LevelAgreement(), +)
            return sum.decided > 0 ? row(word("month\(month)"), sum) : nil
        }
        guard !rows.isEmpty else { return [] }
        var sum = row(word("sum"), matrix.agreement)
        sum.isTotal = true
        return [
            TableSectionView(
                "agreement",
                word("agreementOverTime"),
                first: word("month"),
                columns,
                rows + [sum]
            )
        ]
    }

    /// Two decimals, with the language's mark.
    private func decimal(_ number: Double) -> String { number.text(decimals: 2, in: language) }
}
