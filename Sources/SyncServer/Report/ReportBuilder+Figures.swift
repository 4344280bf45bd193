import FieldModel
import Situation

/// The parts of the report that are published figures.
extension ReportBuilder {
    /// Series of single figures, each beside what it is compared with.
    func indicators() -> ReportDocument.Section {
        let heading = pick("Området och befolkningen", "The district and its population")
        let monthly = Set(models.series.filter { models.figures(of: $0).isMonthly })
        let plain = models.figures.filter { figure in
            if case .months = figure.period { return false }
            return !figure.isTotal && !monthly.contains(figure.series) && isRecent(figure.period)
        }
        let references = Set(
            plain.compactMap { figure in figure.referenceSubject.map { [figure.series, $0] } }
        )
        let own = plain.filter { !references.contains([$0.series, $0.subject]) }
        guard !own.isEmpty else { return section(heading) }
        let rows = own.map { figure in
            let other = models.figures(of: figure.series).first {
                $0.subject == figure.referenceSubject && $0.period == figure.period
            }
            return [
                figure.series, figure.subject, figure.value.shown, figure.unit ?? "",
                figure.referenceSubject ?? "", other?.value.shown ?? "", periods.text(of: figure.period),
            ]
            .map { ReportDocument.Cell($0) }
        }
        return section(
            heading,
            [],
            [
                ReportDocument.Table(
                    caption: pick("Nyckeltal", "Indicators"),
                    columns: [
                        word("series"), pick("Avser", "Subject"), word("value"), word("unit"),
                        word("comparedWith"), word("value"), word("period"),
                    ],
                    rows: rows,
                    note: note(sourceList(own), data: "records?kind=statistic")
                )
            ]
        )
    }

    /// Not later than the report's year, as far as the period says.
    private func isRecent(_ period: FigurePeriod) -> Bool {
        switch period {
        case .year(let figure), .month(let figure, _): figure <= year && figure >= year - 2
        case .months(_, let to): to.year <= year
        case .everyYear: false
        case .other(let text): Int(text.prefix(4)).map { $0 <= year && $0 >= year - 4 } ?? false
        }
    }

    func sourceList(_ figures: [Figure]) -> String {
        Set(figures.map(\.source)).sorted().joined(separator: "; ")
    }

    /// Series of counts of a part of the year, beside the same part of the year before.
    func offences() -> ReportDocument.Section {
        let heading = pick("Anmälda brott och andra antal", "Reported offences and other counts")
        let compared = models.series.compactMap { series -> ChangeTable? in
            let figures = models.figures(of: series)
            let spans = figures.comparablePeriods.filter { if case .months = $0 { true } else { false } }
            guard let to = spans.first(where: { $0.description.hasPrefix("\(year)-") }),
                let from = spans.first(where: {
                    $0.description == to.description.replacing("\(year)-", with: "\(year - 1)-")
                })
            else { return nil }
            return ChangeTable(of: figures, ChangeTable.Parameters(series: series, from: from, to: to))
        }
        guard !compared.isEmpty else { return section(heading) }
        return section(
            heading,
            [
                pick(
                    "Förändringarna är prövade exakt (två Poissontal, mid-p) och rättade för att många "
                        + "prövas samtidigt (Holm). Ett stort procenttal på få fall säger inget.",
                    "The changes are tested exactly (two Poisson counts, mid-p) and corrected since many are "
                        + "tested at once (Holm). A large percentage of few cases says nothing."
                )
            ],
            compared.map(changes),
            charts: compared.map(changeChart)
        )
    }

    /// Both periods' counts beside each other, without the sums; `nil` for no counts.
    func changeChart(_ table: ChangeTable) -> BarChart? {
        let parts = table.rows.filter { !$0.isTotal }
        let parameters = table.parameters
        return BarChart(
            "\(parameters.series): \(word("byCategory"))",
            labels: parts.map(\.category),
            [
                BarChart.Series(periods.text(of: parameters.from), counts: parts.map(\.countBefore)),
                BarChart.Series(periods.text(of: parameters.to), counts: parts.map(\.countAfter)),
            ],
            note: note(of: table)
        )
    }

    private func note(of table: ChangeTable) -> String {
        let parameters = table.parameters
        return note(
            sourceList(models.figures(of: parameters.series)),
            data: "models/changes?series=\(PagePath.escaped(parameters.series))"
                + "&from=\(parameters.from)&to=\(parameters.to)"
        )
    }

    private func changes(_ table: ChangeTable) -> ReportDocument.Table {
        let parameters = table.parameters
        let rows = table.rows.map { row in
            let title = row.isTotal ? "\(row.category): \(word("sum"))" : row.category
            let cells: [String] = [
                title, NumberText.plain(row.countBefore), NumberText.plain(row.countAfter),
                NumberText.signed(row.change), NumberText.percent(row.percent),
                word("verdict_" + row.verdict.rawValue),
            ]
            return cells.map { ReportDocument.Cell($0) }
        }
        let (from, to) = (periods.text(of: parameters.from), periods.text(of: parameters.to))
        return ReportDocument.Table(
            caption: "\(parameters.series): \(from) \(word("to")) \(to)",
            columns: [word("category"), from, to, word("changeBy"), word("percent"), word("verdict")],
            rows: rows,
            note: note(of: table)
        )
    }

    /// Series of months, the report's year beside the one before.
    func reports() -> ReportDocument.Section {
        let heading = pick("Invånarnas synpunkter", "Citizens' reports")
        var paragraphs: [String] = []
        let tables = models.series.compactMap { series -> ReportDocument.Table? in
            guard models.figures(of: series).isMonthly else { return nil }
            let table = models.months(of: series)
            let rows = table.rows.filter { $0.year == year || $0.year == year - 1 }
            guard rows.contains(where: { $0.year == year }) else { return nil }
            let differing = table.mismatches.map { mismatch in
                "\(mismatch.total.subject), \(periods.text(of: mismatch.total.period)): \(word("printed")) "
                    + "\(mismatch.printed.shown), \(word("partsGive")) \(mismatch.summed.shown)"
            }
            if !differing.isEmpty {
                paragraphs.append("\(word("sumsThatDiffer")): \(differing.joined(separator: "; ")).")
            }
            return ReportDocument.Table(
                caption: series,
                columns: [word("category"), word("year")]
                    + (1...12).map { String(word("month\($0)").prefix(3)) } + [word("sum")],
                rows: rows.map { row in
                    [ReportDocument.Cell(row.category), ReportDocument.Cell("\(row.year)")]
                        + (row.months + [row.sum]).map { units in
                            ReportDocument.Cell(units == 0 ? "" : Quantity(units: units).shown)
                        }
                },
                note: note(ofMonths: series)
            )
        }
        let told = models.series.filter { models.lastMonths(of: $0) == year }
        return section(heading, paragraphs, tables, charts: told.map(monthChart))
    }

    /// What a series counts in each month, the report's year after the one before; `nil` for no counts.
    func monthChart(of series: String) -> BarChart? {
        let table = models.months(of: series)
        let bars = [year - 1, year].compactMap { year -> BarChart.Series? in
            let rows = table.rows.filter { $0.year == year }
            let sums = (0..<12).map { month in rows.reduce(0) { $0 + $1.months[month] } }
            // Months after the last report are not known to be without.
            guard let last = sums.lastIndex(where: { $0 != 0 }) else { return nil }
            return BarChart.Series(
                "\(year)",
                sums.enumerated().map { $0.offset <= last ? Quantity(units: $0.element) : nil }
            )
        }
        return BarChart(
            "\(series): \(word("byMonth"))",
            labels: (1...12).map { word("month\($0)") },
            bars,
            note: note(ofMonths: series)
        )
    }

    private func note(ofMonths series: String) -> String {
        note(
            sourceList(models.figures(of: series)),
            data: "models/months?series=\(PagePath.escaped(series))"
        )
    }

    /// Where every published figure is from.
    func sources() -> ReportDocument.Section {
        let sources = Set(
            models.figures.map { figure in
                figure.source + (figure.retrievedOn.map { ", \(word("retrieved")) \($0.iso8601)" } ?? "")
            }
        )
        return section(
            word("sources"),
            sources.sorted() + [
                pick(
                    "Nivåerna och alla listor räknas ur signerade poster i \(space.name); varje post har sin "
                        + "historik. Modellerna och deras gränser beskrivs i Documentation/Models.md.",
                    "The levels and all lists are worked out from signed records of \(space.name); each "
                        + "record has its history. The models and their limits are described in "
                        + "Documentation/Models.md."
                )
            ]
        )
    }
}
