import FieldModel
import Situation
import SyncCore

/// The parts of the report that models 6 to 8 tell.
extension ReportBuilder {
    // MARK: Surveys

    /// The surveys that were open in the year, each with its groups.
    func surveys() throws -> ReportDocument.Section {
        let tables = try models.snapshot.surveys.filter(isOfYear).compactMap(surveyTable)
        let heading = pick("Enkäter om trygghet", "Surveys of safety")
        guard !tables.isEmpty else { return section(heading) }
        return section(
            heading,
            [
                pick(
                    "Om en grupp med färre än fem svar sägs inget, och inte heller om den grupp ur vilken "
                        + "svaren kunde räknas fram. De som svarar på plats är inte ett urval av alla.",
                    "Of a group of fewer than five answers nothing is told, nor of the group from which they "
                        + "could be worked out. Those who answer on site are no sample of everybody."
                )
            ],
            tables
        )
    }

    /// Whether somebody answered in the year.
    private func isOfYear(_ survey: RecordKey) -> Bool {
        picture.records(of: .surveyResponse, referringTo: survey).contains {
            isOfYear($0[SurveyResponse.answeredOn])
        }
    }

    /// - Returns: `nil` for a survey that nobody has answered.
    func surveyTable(of survey: RecordKey) throws -> ReportDocument.Table? {
        let results = SurveyResults(of: survey, in: models.snapshot)
        guard !results.answers.isEmpty else { return nil }
        return ReportDocument.Table(
            caption: try names.titles.title(of: survey),
            columns: [
                pick("Grupp", "Group"), pick("Svar", "Answers"),
                pick("Känner sig trygga (95 %)", "Feel safe (95 %)"),
                pick("Sedan förra gången (95 %)", "Since last time (95 %)"),
            ],
            rows: results.groups.map { row(of: $0).map { ReportDocument.Cell($0) } },
            note: note(ownRecords, data: "models/survey?survey=\(survey.id.uuidString)")
        )
    }

    private func row(of result: SurveyResults.GroupResult) -> [String] {
        guard let answers = result.answers, let safe = result.safe else {
            return [name(of: result.group), pick("för få", "too few"), "–", "–"]
        }
        let change = result.change.map { change in
            "\(points(change.value)) (\(points(change.interval.lowerBound)) \(word("to")) "
                + "\(points(change.interval.upperBound)))"
        }
        return [
            name(of: result.group), "\(answers)",
            "\(percent(safe.share)) % (\(percent(safe.interval.lowerBound))–"
                + "\(percent(safe.interval.upperBound)))",
            change ?? "–",
        ]
    }

    private func name(of group: SurveyGroup) -> String {
        switch group {
        case .all: pick("Alla", "All")
        case .gender(let gender): gender?.label[language] ?? pick("kön okänt", "gender not known")
        case .age(let band): band?.label[language] ?? pick("ålder okänd", "age not known")
        }
    }

    private func percent(_ share: Double) -> String { (share * 100).text(decimals: 0, in: language) }

    /// Percentage points, with their sign.
    private func points(_ share: Double) -> String {
        NumberText.signed(Int((share * 100).rounded(.toNearestOrAwayFromZero)))
    }

    // MARK: Settlements

    /// Clean-ups and costs of the year, by land.
    func settlementsByLand() throws -> [ReportDocument.Table] {
        guard let first = CalendarDate(year: year, month: 1, day: 1), first <= lastDay else { return [] }
        let outcomes = SettlementOutcomes(in: models.snapshot, on: lastDay, cleaned: first...lastDay)
        guard !outcomes.summaries.isEmpty else { return [] }
        let rows = try outcomes.summaries.map { summary in
            [
                summary.land?.label[language] ?? pick("alla", "all"), "\(summary.settlements.count)",
                "\(summary.ended.count)",
                summary.comeBack.map { "\(percent($0.share)) %" } ?? "–",
                NumberText.plain(summary.medianDays), "\(summary.cleanups.count)",
                summary.known == 0 ? "–" : try kronor(summary.cost), try kronor(summary.perCleanup),
                try kronor(summary.perRemoval),
            ]
            .map { ReportDocument.Cell($0) }
        }
        return [
            ReportDocument.Table(
                caption: pick("Efter markägare; kostnader för året", "By land; costs of the year"),
                columns: [
                    word("land"), word("settlements"), pick("Upphörda", "Ended"),
                    pick("Återkomna", "Came back"), pick("Dagar till avslut, median", "Days to end, median"),
                    word("cleanups"), pick("Kostnad", "Cost"), pick("Per sanering", "Per clean-up"),
                    pick("Per avslut", "Per removal"),
                ],
                rows: rows,
                note: note(ownRecords, data: "models/settlements?on=\(lastDay.iso8601)")
            )
        ]
    }

    private func kronor(_ money: Money?) throws -> String {
        guard let money else { return "–" }
        return try names.titles.valueText.text(of: money.fieldValue, in: Cleanup.cost.definition)
    }

    // MARK: Forecasts

    /// What the weeks and months after the year's last ones may bring.
    func forecasts() -> ReportDocument.Section {
        let heading = pick("Vad som kan väntas", "What may come")
        let tables =
            levelForecasts()
            + models.series.filter { models.lastMonths(of: $0) == year }.flatMap(monthForecasts)
        guard !tables.isEmpty else { return section(heading) }
        return section(
            heading,
            [
                pick(
                    "Varje metod har prövats på serien själv, och den som hade haft minst fel visas. Fel är "
                        + "det genomsnittliga avståndet; naivt är att ta det senaste för det nästa. Inom "
                        + "parentes det spann som ska hålla fyra gånger av fem.",
                    "Each method was tried on the series itself, and the one that would have erred least is "
                        + "shown. The error is the mean distance; naive is to take the last for the next. In "
                        + "brackets the span that should hold four times of five."
                )
            ],
            tables
        )
    }

    /// - Returns: nothing for a year of which nothing is known.
    func levelForecasts() -> [ReportDocument.Table] {
        guard let last = models.weeks(of: year).last else { return [] }
        return [
            table(
                pick("Lägesnivåer", "Situation levels"),
                .levels(until: last, Forecast.Parameters()),
                note: note(ownRecords, data: "models/forecast?until=\(last)")
            )
        ]
    }

    /// - Returns: nothing for a series that is not told by months.
    func monthForecasts(of series: String) -> [ReportDocument.Table] {
        guard models.lastMonths(of: series) != nil else { return [] }
        var parameters = Forecast.Parameters()
        parameters.steps = 3
        return [
            table(
                pick("\(series): månaderna som kommer", "\(series): the months to come"),
                .months(series: series, parameters),
                note: note(
                    sourceList(models.figures(of: series)),
                    data: "models/forecast?steps=3&series=\(PagePath.escaped(series))"
                )
            )
        ]
    }

    private func row(of forecast: Forecast, named name: String) -> [String] {
        let naive = forecast.trials.first { $0.method == .naive }?.meanError
        let predictions = forecast.predictions.map { prediction in
            "\(short(prediction.value)) (\(short(prediction.interval.lowerBound))–"
                + "\(short(prediction.interval.upperBound)))"
        }
        let missing = Array(repeating: "–", count: forecast.parameters.steps - predictions.count)
        return [name, forecast.method.map(self.name) ?? "–"] + predictions + missing + [
            forecast.trial.map { $0.meanError.text(decimals: 2, in: language) }
                ?? pick("ej prövad", "not tested"), naive.map { $0.text(decimals: 2, in: language) } ?? "–",
        ]
    }

    private func short(_ number: Double) -> String {
        number.text(decimals: number == number.rounded() ? 0 : 1, in: language)
    }

    private func name(of method: ForecastMethod) -> String {
        switch method {
        case .naive: pick("som senast (naiv)", "as the last (naive)")
        case .seasonalNaive: pick("som förra året (naiv)", "as last year (naive)")
        case .exponentialSmoothing: pick("exponentiell utjämning", "exponential smoothing")
        case .levelChain: pick("Markovkedja", "Markov chain")
        case .poissonRegression: pick("Poissonregression", "Poisson regression")
        }
    }

    private func table(
        _ caption: String,
        _ question: ForecastQuestion,
        note: String
    ) -> ReportDocument.Table {
        let forecasts = models.forecasts(question)
        let columns =
            switch forecasts.periods {
            case .weeks(let weeks): weeks.map { pick("v. \($0.week)", "w. \($0.week)") }
            case .months(let months): months.map(periods.text)
            }
        return ReportDocument.Table(
            caption: caption,
            columns: [pick("Avser", "Subject"), pick("Metod", "Method")] + columns
                + [pick("Fel", "Error"), pick("Fel, naivt", "Error, naive")],
            rows: forecasts.rows.map { entry in
                row(of: entry.forecast, named: entry.name ?? pick("Alla", "All"))
                    .map { ReportDocument.Cell($0) }
            },
            note: note
        )
    }
}
