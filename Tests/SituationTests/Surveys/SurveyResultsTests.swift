import FieldModel
import Foundation
import Situation
import SyncCore
import Testing

/// What surveys say, of all and of groups.
@Suite struct SurveyResultsTests {
    private static func survey(
        _ number: UInt64,
        opened day: Int32,
        _ occasion: SurveyOccasion = .walk
    ) -> RecordView {
        SituationSample.record(
            .survey,
            number,
            [
                .set(Survey.title, "Trygghet \(number)"), .set(Survey.occasion, occasion),
                .set(Survey.openedOn, CalendarDate(daysSinceEpoch: day)),
            ]
        )
    }

    /// Answers of one gender and age band, the first of them safe.
    private static func answers(
        _ count: Int,
        safe: Int,
        _ gender: Gender?,
        _ age: AgeBand?,
        to survey: RecordView,
        from number: Int,
        _ more: [FieldEdit] = []
    ) -> [RecordView] {
        (0..<count).map { place in
            var edits: [FieldEdit] = [
                .set(SurveyResponse.survey, survey.key.id),
                .set(SurveyResponse.feelsSafe, place < safe ? 3 + place % 2 : 1 + place % 2),
            ]
            if let gender { edits.append(.set(SurveyResponse.gender, gender)) }
            if let age { edits.append(.set(SurveyResponse.ageBand, age)) }
            return SituationSample.record(.surveyResponse, UInt64(number + place), edits + more)
        }
    }

    private static func results(
        of survey: RecordView,
        _ records: [RecordView],
        weights: SurveyWeights? = nil
    ) -> SurveyResults {
        SurveyResults(of: survey.key, in: Snapshot(records + [survey]), weights: weights)
    }

    private static func group(_ group: SurveyGroup, in results: SurveyResults) -> SurveyResults.GroupResult? {
        results.groups.first { $0.group == group }
    }

    @Test func `shares stand for all, women, men and age bands, each with its interval`() throws {
        let survey = Self.survey(1, opened: 20_000)
        let records =
            Self.answers(40, safe: 30, .woman, .from25To44, to: survey, from: 100)
            + Self.answers(30, safe: 27, .man, .from25To44, to: survey, from: 200)
            + Self.answers(10, safe: 3, .man, .from80, to: survey, from: 300)
        let results = Self.results(of: survey, records)
        #expect(
            results.groups.map(\.group) == [
                .all, .gender(.woman), .gender(.man), .age(.from25To44), .age(.from80),
            ]
        )
        #expect(results.groups.map(\.answers) == [80, 40, 40, 70, 10])
        let all = try #require(Self.group(.all, in: results)?.safe)
        #expect(all == Proportion(60, of: 80) && results.answers.count == 80)
        #expect(Self.group(.gender(.man), in: results)?.safe?.share == 0.75)
        #expect(results.former == nil && results.groups.allSatisfy { $0.change == nil })
    }

    @Test func `of fewer than five nothing is told, nor what the others would tell of them`() {
        let survey = Self.survey(1, opened: 20_000)
        let records =
            Self.answers(20, safe: 9, .woman, .from25To44, to: survey, from: 100)
            + Self.answers(9, safe: 5, .man, .from25To44, to: survey, from: 200)
            + Self.answers(3, safe: 0, .other, .from80, to: survey, from: 300)
        let results = Self.results(of: survey, records)
        func told(_ group: SurveyGroup) -> Int? { Self.group(group, in: results)?.answers }
        #expect(told(.all) == 32)
        #expect(told(.gender(.other)) == nil && told(.gender(.man)) == nil && told(.gender(.woman)) == 20)
        #expect(
            told(.age(.from80)) == nil && told(.age(.from25To44)) == nil,
            "one band is all less the other"
        )
        #expect(results.groups.allSatisfy { ($0.answers == nil) == ($0.safe == nil) })
        let four = Self.results(of: survey, Self.answers(4, safe: 4, .woman, nil, to: survey, from: 1))
        #expect(four.groups.allSatisfy { $0.answers == nil && $0.safe == nil })
    }

    @Test func `two hidden groups of five together hide no third`() {
        let survey = Self.survey(1, opened: 20_000)
        let records =
            Self.answers(9, safe: 9, .woman, .from25To44, to: survey, from: 100)
            + Self.answers(3, safe: 1, .man, .from25To44, to: survey, from: 200)
            + Self.answers(2, safe: 0, .other, .from25To44, to: survey, from: 300)
        let results = Self.results(of: survey, records)
        #expect(Self.group(.gender(.woman), in: results)?.answers == 9)
        #expect(Self.group(.gender(.man), in: results)?.answers == nil)
    }

    @Test func `a change is that since the last survey of the same occasion`() throws {
        let (older, old) = (Self.survey(1, opened: 19_000), Self.survey(2, opened: 19_500))
        let (other, new) = (Self.survey(3, opened: 19_900, .dialogue), Self.survey(4, opened: 20_000))
        let records =
            [older, old, other] + Self.answers(80, safe: 48, .woman, nil, to: old, from: 100)
            + Self.answers(70, safe: 56, .woman, nil, to: new, from: 200)
            + Self.answers(9, safe: 0, .woman, nil, to: other, from: 300)
        let results = Self.results(of: new, records)
        #expect(results.former == old.key)
        let change = try #require(Self.group(.all, in: results)?.change)
        // Newcombe (1998), table II (a).
        #expect(abs(change.value - 0.2) < 1e-12 && abs(change.interval.lowerBound - 0.0524) < 5e-5)
        #expect(Self.results(of: old, records + [new]).groups.allSatisfy { $0.change == nil })
    }

    /// Half of the people are men over 80, of whom few answered.
    private static func population() -> [RecordView] {
        [("kvinna", "25–44 år", 300), ("man", "80 år eller äldre", 300), ("man", "25-44", 999)].enumerated()
            .map { number, cell in
                SituationSample.record(
                    .statistic,
                    UInt64(900 + number),
                    [
                        .set(Statistic.series, "Befolkning"), .set(Statistic.subject, cell.1),
                        .set(Statistic.group, cell.0), .set(Statistic.period, "2024"),
                        .set(Statistic.value, Quantity(units: Int64(cell.2) * 1_000)),
                    ]
                )
            }
    }

    @Test func `weighted answers stand for as many people as there are`() throws {
        let survey = Self.survey(1, opened: 20_000)
        let records =
            Self.answers(30, safe: 30, .woman, .from25To44, to: survey, from: 100)
            + Self.answers(10, safe: 0, .man, .from80, to: survey, from: 200)
        let figures = Snapshot(Self.population()).figures
        let weights = try #require(SurveyWeights(figures, series: "Befolkning"))
        #expect(weights.figures.count == 2, "a band that nobody knows is in no cell")
        let results = Self.results(of: survey, records, weights: weights)
        let all = try #require(Self.group(.all, in: results)?.safe)
        #expect(abs(all.share - 0.5) < 1e-12, "not three quarters")
        // Weights 2/3 and 2: (30 · 2/3 + 10 · 2)² / (30 · 4/9 + 10 · 4).
        #expect(abs(all.total - 1_600 / (40.0 / 3 + 40)) < 1e-9)
        #expect(
            Self.group(.gender(.man), in: results)?.safe?.share == 0 && results.weightedBy == weights.figures
        )
        #expect(SurveyWeights(figures, series: "Annat") == nil)
    }

    @Test func `fears and places are counted, few namings left out`() throws {
        let survey = Self.survey(1, opened: 20_000)
        let tunnel = RecordID(high: 9, low: 9)
        let afraid: [FieldEdit] = [
            .add(SurveyResponse.afraidOf, [Fear.robbery]), .add(SurveyResponse.avoids, [tunnel]),
        ]
        let records =
            Self.answers(6, safe: 0, .woman, nil, to: survey, from: 100, afraid)
            + Self.answers(
                4,
                safe: 0,
                .woman,
                nil,
                to: survey,
                from: 200,
                [
                    .add(SurveyResponse.afraidOf, [Fear.shooting])
                ]
            )
        let results = Self.results(of: survey, records)
        #expect(results.fears.map(\.named) == [.robbery] && results.fears.first?.answers == 6)
        #expect(results.avoided.map(\.named) == [tunnel] && results.avoided.first?.share.share == 0.6)
    }

    @Test func `order is irrelevant, and answers to others, withdrawn ones and silence change nothing`() {
        let (survey, other) = (Self.survey(1, opened: 20_000), Self.survey(2, opened: 20_001))
        let own = Self.answers(12, safe: 5, .man, .from16To24, to: survey, from: 100)
        let withdrawn = SituationSample.record(
            .surveyResponse,
            500,
            [.set(SurveyResponse.survey, survey.key.id), .set(SurveyResponse.feelsSafe, 4)],
            [.withdraw]
        )
        let rest = [other, withdrawn] + Self.answers(7, safe: 7, .man, nil, to: other, from: 300)
        let (plain, wider) = (
            Self.results(of: survey, own), Self.results(of: survey, (own + rest).reversed())
        )
        #expect(plain.groups == wider.groups && plain.answers == wider.answers)
        #expect(Snapshot([survey, other]).surveys == [other.key, survey.key])
    }
}
