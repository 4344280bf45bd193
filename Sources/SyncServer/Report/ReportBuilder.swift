import FieldModel
import Situation
import SyncCore

/// Makes the yearly report of a space.
struct ReportBuilder: Sendable {
    let names: RecordNames
    let space: HostedSpace
    let year: Int
    let today: CalendarDate

    var language: Language { names.language }
    var picture: Picture { names.picture }
    var models: SituationModels { picture.situation }
    var levels: LevelViews { LevelViews(library: .builtIn, language: language) }
    var periods: PeriodText { PeriodText(library: .builtIn, language: language) }

    /// The day that the report stands at: the year's last, or today where the year is not over.
    var lastDay: CalendarDate { CalendarDate(year: year, month: 12, day: 31).map { min(today, $0) } ?? today }

    func pick(_ swedish: String, _ english: String) -> String {
        language == .swedish ? swedish : english
    }

    func word(_ name: String) -> String { PageLibrary.builtIn.word(name, in: language) }

    /// The whole report; parts of which nothing is known say so.
    func document() throws -> ReportDocument {
        let compilation = models.compilation(of: year)
        return ReportDocument(
            language: language.rawValue,
            title: pick("Lägesbild \(year)", "Situation report \(year)") + ": \(space.name)",
            subtitle: pick(
                "Sammanställd \(today.iso8601) ur de sammanförda iakttagelserna, läge \(moment).",
                "Compiled on \(today.iso8601) from the merged observations, moment \(moment)."
            ),
            sections: [
                summary(compilation), weeks(compilation), indicators(), offences(), try surveys(), reports(),
                try walks(), try places(), try settlements(), influence(), try priorities(), forecasts(),
                sources(),
            ]
        )
    }

    private var moment: String { picture.moment?.text ?? "–" }

    /// Where a table is from, and where a program gets it.
    func note(_ source: String, data: String) -> String {
        pick("Källa", "Source") + ": \(source). " + pick("Läge", "Moment") + " \(moment). "
            + pick("Data", "Data") + ": /v1/spaces/\(space.id)/\(data)."
    }

    /// From the records of the space.
    var ownRecords: String { pick("poster i \(space.name)", "records of \(space.name)") }

    func section(
        _ heading: String,
        _ paragraphs: [String] = [],
        _ tables: [ReportDocument.Table] = [],
        charts: [BarChart?] = []
    ) -> ReportDocument.Section {
        let isEmpty = paragraphs.isEmpty && tables.isEmpty
        return ReportDocument.Section(
            heading: heading,
            paragraphs: isEmpty
                ? [pick("Inga uppgifter för året.", "Nothing is known of the year.")] : paragraphs,
            tables: tables,
            charts: charts.compactMap(\.self)
        )
    }

    /// Whether a day lies in the report's year.
    func isOfYear(_ day: CalendarDate?) -> Bool { day?.civil.year == year }

    func isOfYear(_ time: Instant?) -> Bool { isOfYear(time.map(Stockholm.date)) }

    func text(_ field: FieldDefinition, _ view: RecordView) throws -> String {
        try names.text(of: field.number, in: view) ?? ""
    }

    // MARK: Levels

    private func summary(_ compilation: YearCompilation) -> ReportDocument.Section {
        let cells = compilation.matrix.cells.joined()
        guard !cells.isEmpty else { return section(pick("Sammanfattning", "Summary")) }
        let counted = cells.count { $0.level != nil }
        let decided = cells.count { $0.basis == .decided }
        var paragraphs = [
            pick(
                "\(models.areas.count) områden och \(compilation.matrix.weeks.count) veckor. Av "
                    + "\(cells.count) områdesveckor har \(counted) en nivå, varav \(decided) är beslutade; i "
                    + "\(cells.count - counted) har ingen varit där eller rapporterat, vilket inte är "
                    + "detsamma som lugnt.",
                "\(models.areas.count) areas and \(compilation.matrix.weeks.count) weeks. Of \(cells.count) "
                    + "weeks of an area \(counted) have a level, of which \(decided) are decided; in "
                    + "\(cells.count - counted) nobody was there or reported, which is not the same as calm."
            )
        ]
        let grave = cells.filter { ($0.level ?? .normal) >= .serious }
        let list = grave.map { "\(name(of: $0.area)) v. \($0.week.week) (\($0.level?.rawValue ?? 0))" }
        paragraphs.append(
            pick("Nivå 4 eller 5: ", "Level 4 or 5: ")
                + (list.isEmpty ? pick("ingen gång.", "never.") : list.joined(separator: ", ") + ".")
        )
        for standing in [YearCompilation.Standing.higher, .lower] {
            let found = compilation.areas.filter { $0.standing == standing }.map { name(of: $0.area) }
            guard !found.isEmpty else { continue }
            let word = word(standing == .higher ? "standsHigher" : "standsLower")
            paragraphs.append("\(found.joined(separator: ", ")): \(word).")
        }
        let changed = compilation.matrix.proposedOtherwise.count
        if changed > 0 { paragraphs.append("\(word("changedSinceDecided")): \(changed).") }
        return section(pick("Sammanfattning", "Summary"), paragraphs)
    }

    func name(of area: RecordID) -> String { models.areas.first { $0.id == area }?.name ?? "–" }

    private func weeks(_ compilation: YearCompilation) -> ReportDocument.Section {
        let heading = pick("Veckornas lägesnivåer", "The weeks' situation levels")
        guard !compilation.matrix.weeks.isEmpty else { return section(heading) }
        let rows = zip(compilation.matrix.weeks, compilation.matrix.cells).map { week, cells in
            [ReportDocument.Cell("\(week.week)")]
                + cells.map { cell in
                    ReportDocument.Cell(levels.view(of: cell).text, level: cell.level?.rawValue ?? 0)
                }
        }
        let data = note(ownRecords, data: "models/year?year=\(year)")
        let matrix = ReportDocument.Table(
            caption: pick(
                "Nivå per vecka och område (inom parentes: ej beslutat förslag; punkt: ej observerat)",
                "Level by week and area (in brackets: proposed, not decided; dot: not observed)"
            ),
            columns: [word("week")] + models.areas.map(\.name),
            rows: rows,
            note: data
        )
        let statistics = compilation.areas.map { area in
            [
                name(of: area.area), area.spread.map { number($0.mean) } ?? "–",
                area.spread.map { number($0.deviation) } ?? "–", "\(area.atThreeOrMore.count)",
                area.critical.map { "\($0.week)" }.joined(separator: ", "),
                area.rank.map { "\($0)" } ?? "–",
                area.rankInterval.map { "\($0.lowerBound)–\($0.upperBound)" } ?? "–",
            ]
            .map { ReportDocument.Cell($0) }
        }
        let areas = ReportDocument.Table(
            caption: pick("Områdenas år", "The areas' year"),
            columns: [
                word("area"), word("mean"), pick("Spridning", "Deviation"), word("threeOrMore"),
                word("criticalWeeks"), word("rank"), pick("Rang, 95 %", "Rank, 95 %"),
            ],
            rows: statistics,
            note: data
        )
        return section(heading, [], [matrix, areas], charts: [graveWeeks(compilation, note: data)])
    }

    private func graveWeeks(_ compilation: YearCompilation, note: String) -> BarChart? {
        BarChart(
            pick("Veckor på nivå 3 eller högre", "Weeks at level 3 or more"),
            labels: compilation.areas.map { name(of: $0.area) },
            [
                BarChart.Series(
                    "\(year)",
                    counts: compilation.areas.map { $0.spread == nil ? nil : $0.atThreeOrMore.count }
                )
            ],
            note: note
        )
    }

    func number(_ number: Double) -> String { number.text(decimals: 2, in: language) }
}
