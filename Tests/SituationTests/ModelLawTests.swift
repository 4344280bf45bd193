import FieldModel
import Situation
import SyncCore
import TestSupport
import Testing

/// What holds of every model, on snapshots made of a seed.
@Suite struct ModelLawTests {
    private static let day = CalendarDate(daysSinceEpoch: 20_040)
    private static let survey = SituationSample.record(
        .survey,
        900,
        [.set(Survey.title, "Torget"), .set(Survey.openedOn, day)]
    )

    /// Every model's results, each of one type, and the records that they name.
    private struct Outcome: Equatable {
        let cells: [[LevelCell]]
        let unplaced: [RecordKey]
        let areas: [YearCompilation.AreaYear]
        let changes: [ChangeTable.Row]
        let references: [ReferenceTable.Row]
        let months: [MonthlyTable.Row]
        let mismatches: [PrintedSums.Mismatch]
        let squares: [HotSpots.Square]
        let places: [PlaceRanking.Standing]
        let courses: [SettlementOutcomes.Course]
        let lands: [SettlementOutcomes.Summary]
        let round: [SettlementRound.Standing]
        let weeks: [Forecast.Prediction]
        let series: TimeSeries
        let groups: [SurveyResults.GroupResult]
        let fears: [SurveyResults.Mention<Fear>]
        let duplicates: [DuplicateSuggestions.Pair]

        init(of snapshot: Snapshot) {
            let weeks = [ISOWeek(containing: day)].flatMap { $0.before(12) + [$0] }
            let areas = [SituationSample.area, SituationSample.other]
            let levels = WeeklyLevel(of: snapshot)
            let matrix = LevelMatrix(of: levels, DecidedLevels(in: snapshot), areas: areas, weeks: weeks)
            var parameters = YearCompilation.Parameters()
            parameters.resamples = 50
            cells = matrix.cells
            unplaced = levels.unplaced
            self.areas = YearCompilation(of: matrix, parameters).areas
            let figures = snapshot.figures
            let (from, to) = (FigurePeriod("2023"), FigurePeriod("2024"))
            changes = ChangeTable(of: figures, .init(series: "Brott", from: from, to: to)).rows
            var reference = ReferenceTable.Parameters(series: "Brott")
            reference.exposure = "Folk"
            references = ReferenceTable(of: figures, reference).rows
            let table = MonthlyTable(of: figures, series: "Synpunkter")
            months = table.rows
            mismatches = table.mismatches
            squares = HotSpots(of: snapshot.eventPositions(), .init(bandwidth: 200)).squares
            places = PlaceRanking(in: snapshot, on: day).standings
            let outcomes = SettlementOutcomes(in: snapshot, on: day)
            courses = outcomes.courses
            lands = outcomes.summaries
            round = SettlementRound(in: snapshot, on: day).standings
            series = TimeSeries(of: SituationSample.area, in: matrix)
            self.weeks = Forecast(of: series).predictions
            let results = SurveyResults(of: survey.key, in: snapshot)
            groups = results.groups
            fears = results.fears
            duplicates = DuplicateSuggestions(in: snapshot).pairs
        }

        /// Every record that some result names.
        var named: Set<RecordKey> {
            var keys = unplaced + series.records
            for cell in cells.joined() {
                keys +=
                    cell.proposal.events + cell.proposal.contested + (cell.decision.map { [$0.key] } ?? [])
            }
            for row in changes { keys += row.before + row.after }
            for row in references { keys += [row.figure.key, row.reference.key] }
            for row in months { keys += row.figures }
            for place in places { keys += [place.place] + place.events + place.contested }
            for course in courses { keys += [course.settlement] + course.cleanups }
            for land in lands { keys += land.settlements + land.ended + land.cleanups }
            for standing in round { keys += [standing.settlement] + standing.checks + standing.cleanups }
            for pair in duplicates { keys += [pair.first, pair.second] }
            return Set(keys)
        }
    }

    @Test(arguments: 0..<25 as Range<UInt64>)
    func `no model depends on the order of records, on unrelated ones, or on what is not in its snapshot`(
        seed: UInt64
    ) {
        var generator = SeededGenerator(seed: seed)
        var world = LawWorld(seed: seed)
        let records = world.records() + [Self.survey]
        let outcome = Outcome(of: Snapshot(records))
        #expect(Outcome(of: Snapshot(records.shuffled(using: &generator))) == outcome, "in another order")
        #expect(Outcome(of: Snapshot(records + records)) == outcome, "each record counts once")
        #expect(Outcome(of: Snapshot(records + world.unrelated())) == outcome, "with unrelated records")
        #expect(outcome.named.isSubset(of: records.map(\.key)), "it names its own records alone")
        #expect(!outcome.named.isEmpty)
        let part = Array(records.prefix(records.count / 2))
        #expect(Outcome(of: Snapshot(part)).named.isSubset(of: part.map(\.key)), "nothing from elsewhere")
    }
}

/// Records of every kind that a model reads, and of those that none does.
private struct LawWorld {
    private var generator: SeededGenerator
    private var number: UInt64 = 0

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed &+ 1_000)
    }

    private mutating func record(_ kind: KindNumber, _ edits: [FieldEdit]...) -> RecordView {
        number += 1
        var author = SituationSample.author(kind, number)
        for edit in edits { author.make(edit) }
        return author.view
    }

    private mutating func chance(_ parts: Int) -> Bool { Int.random(in: 0..<parts, using: &generator) == 0 }

    private mutating func area() -> RecordID { chance(2) ? SituationSample.area : SituationSample.other }

    private mutating func date() -> CalendarDate {
        CalendarDate(daysSinceEpoch: 20_040 - Int32.random(in: 0..<90, using: &generator))
    }

    private mutating func time() -> Instant {
        Stockholm.instant(on: date(), minuteOfDay: Int.random(in: 0..<1_440, using: &generator))
    }

    private mutating func position() -> Position {
        Position(
            latitudeUnits: 593_600_000 + Int64.random(in: 0..<40_000, using: &generator),
            longitudeUnits: 178_200_000 + Int64.random(in: 0..<40_000, using: &generator)
        )
    }

    mutating func records() -> [RecordView] {
        let places = (0..<4).map { _ in
            record(.place, [.set(Place.area, area()), .set(Place.position, position())])
        }
        let events = (0..<60).map { _ in event(at: places) }
        var records = places + events + links(of: events) + settlements(at: places)
        for _ in 0..<5 {
            records.append(record(.walk, [.set(Walk.area, area()), .set(Walk.startedAt, time())]))
        }
        for week in ISOWeek(containing: date()).before(3) { records.append(assessment(of: week)) }
        return records + figures() + answers()
    }

    private mutating func event(at places: [RecordView]) -> RecordView {
        let isIncident = chance(2)
        let gravity = Gravity.allCases.randomElement(using: &generator) ?? .mild
        let time = isIncident ? Incident.occurredAt : Observation.observedAt
        var edits: [FieldEdit] = [.set(isIncident ? Incident.gravity : Observation.gravity, gravity)]
        if !chance(12) { edits.append(.set(time, self.time())) }
        if chance(2) { edits.append(.set(isIncident ? Incident.area : Observation.area, area())) }
        if chance(3), let place = places.randomElement(using: &generator) {
            edits.append(.set(isIncident ? Incident.place : Observation.place, place.key.id))
        }
        if !chance(3) {
            edits.append(.set(isIncident ? Incident.position : Observation.position, position()))
        }
        let kind: KindNumber = isIncident ? .incident : .observation
        return chance(10) ? record(kind, edits, [.withdraw]) : record(kind, edits)
    }

    private mutating func links(of events: [RecordView]) -> [RecordView] {
        (0..<6).map { _ in
            let chosen = events.shuffled(using: &generator).prefix(2).map { RecordReference($0.key) }
            return record(.link, [.add(Link.records, chosen)])
        }
    }

    private mutating func settlements(at places: [RecordView]) -> [RecordView] {
        (0..<4).flatMap { _ -> [RecordView] in
            let settlement = record(
                .settlement,
                [
                    .set(
                        Settlement.place,
                        places[Int.random(in: 0..<places.count, using: &generator)].key.id
                    ),
                    .set(Settlement.firstSeenOn, date()),
                    .set(
                        Settlement.land,
                        LandOwnership.allCases.randomElement(using: &generator) ?? .unknown
                    ),
                ]
            )
            let id = settlement.key.id
            return [
                settlement,
                record(
                    .settlementCheck,
                    [.set(SettlementCheck.settlement, id), .set(SettlementCheck.checkedAt, time())]
                ),
                record(
                    .cleanup,
                    [
                        .set(Cleanup.settlement, id), .set(Cleanup.cleanedOn, date()),
                        .set(Cleanup.cost, Money(units: Int64.random(in: 1..<1_000_000, using: &generator))),
                    ]
                ),
            ]
        }
    }

    private mutating func assessment(of week: ISOWeek) -> RecordView {
        record(
            .weeklyAssessment,
            [
                .set(WeeklyAssessment.area, SituationSample.area), .set(WeeklyAssessment.isoYear, week.year),
                .set(WeeklyAssessment.isoWeek, week.week),
                .set(WeeklyAssessment.level, Int.random(in: 1...5, using: &generator)),
            ]
        )
    }

    private mutating func figures() -> [RecordView] {
        var figures: [RecordView] = []
        for subject in ["Rån", "Hot", "Staden"] {
            for period in ["2023", "2024"] { figures.append(figure("Brott", subject, period)) }
            figures.append(figure("Folk", subject, "2023"))
        }
        for month in 1...12 { figures.append(figure("Synpunkter", "Klotter", "2024-" + month.padded)) }
        return figures
    }

    private mutating func figure(_ series: String, _ subject: String, _ period: String) -> RecordView {
        var edits: [FieldEdit] = [
            .set(Statistic.series, series), .set(Statistic.subject, subject), .set(Statistic.period, period),
            .set(Statistic.value, Quantity(units: Int64.random(in: 1..<400, using: &generator) * 1_000)),
        ]
        if subject != "Staden" { edits.append(.set(Statistic.referenceSubject, "Staden")) }
        return record(.statistic, edits)
    }

    private mutating func answers() -> [RecordView] {
        (0..<20).map { _ in
            record(
                .surveyResponse,
                [
                    .set(SurveyResponse.survey, RecordID(high: 46, low: 900)),
                    .set(SurveyResponse.answeredOn, date()),
                    .set(SurveyResponse.feelsSafe, Int.random(in: 1...4, using: &generator)),
                    .set(SurveyResponse.gender, chance(2) ? .woman : .man),
                    .add(SurveyResponse.afraidOf, [chance(2) ? .robbery : .traffic]),
                ]
            )
        }
    }

    /// Of kinds that no model reads, and of others with nothing in them to read.
    mutating func unrelated() -> [RecordView] {
        [
            record(.unlawfulInfluence, [.set(UnlawfulInfluence.occurredOn, date())]),
            record(.question, [.set(Question.text, "Var det mörkt?")]),
            record(.action, [.set(Action.title, "Byt lampor"), .set(Action.dueOn, date())]),
            record(.areaPriority, [.set(AreaPriority.year, 2024)]),
            record(.incident, [.set(Incident.gravity, .critical)], [.withdraw]),
            record(.link, [.add(Link.records, [])]),
            figure("Inkomst", "Rån", "2024"),
        ]
    }
}

extension Int {
    fileprivate var padded: String { self < 10 ? "0\(self)" : "\(self)" }
}
