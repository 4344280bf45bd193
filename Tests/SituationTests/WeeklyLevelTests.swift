import FieldModel
import Situation
import SyncCore
import TestSupport
import Testing

@Suite struct WeeklyLevelTests {
    @Test(arguments: [
        (0, 0, 0, 0, 1), (1, 0, 0, 0, 1), (2, 0, 0, 0, 2), (9, 0, 0, 0, 2), (0, 1, 0, 0, 2), (1, 1, 0, 0, 2),
        (0, 2, 0, 0, 3), (9, 1, 0, 0, 2), (0, 0, 1, 0, 3), (5, 5, 1, 0, 3), (0, 0, 2, 0, 4), (5, 5, 5, 0, 4),
        (0, 0, 0, 1, 5), (9, 9, 9, 9, 5),
    ])
    func `the level follows the rule of table 1`(
        _ mild: Int,
        _ worrying: Int,
        _ serious: Int,
        _ critical: Int,
        _ level: Int
    ) {
        let counts: [Gravity: Int] = [
            .mild: mild, .worrying: worrying, .serious: serious, .critical: critical,
        ]
        #expect(WeeklyLevel.Parameters().level { counts[$0] ?? 0 }.rawValue == level)
    }

    @Test func `a proposal names the records behind it, in words too`() throws {
        let proposal = try SituationSample.proposal([
            SituationSample.incident(1, .worrying), SituationSample.incident(2, .mild),
            SituationSample.incident(3, .worrying),
            SituationSample.incident(4, .critical, area: SituationSample.other),
        ])
        #expect(proposal.level == .worrying)
        #expect(proposal.events.map(\.id.low) == [1, 2, 3])
        #expect(proposal.counts == [.worrying: 2, .mild: 1])
        #expect(proposal.explanation.swedish == "2 oroande händelser, 1 lindrig händelse")
        #expect(proposal.explanation.english == "2 worrying events, 1 mild event")
        #expect(proposal.coverage == .observed)
        #expect(proposal.parameters == WeeklyLevel.Parameters())
    }

    @Test func `words agree with their number`() throws {
        let one = try SituationSample.proposal([SituationSample.incident(1, .critical)])
        #expect(one.explanation.swedish == "1 kritisk händelse")
        let two = try SituationSample.proposal((1...2).map { SituationSample.incident($0, .serious) })
        #expect(two.explanation.swedish == "2 allvarliga händelser")
    }

    @Test func `an event counts in the week in which it happened in Stockholm`() throws {
        // Monday of week 46 began at 23:00 UTC on Sunday.
        let monday = Instant(milliseconds: 1_731_279_600_000, offsetMinutes: 0)
        let sunday = Instant(milliseconds: 1_731_279_599_999, offsetMinutes: 0)
        let records = [
            SituationSample.incident(1, .critical, at: sunday),
            SituationSample.incident(2, .serious, at: monday),
        ]
        #expect(try SituationSample.proposal(records, week: 45).level == .critical)
        #expect(try SituationSample.proposal(records, week: 46).level == .worrying)
    }

    @Test func `an observation counts by its place's area, or by its walk's`() throws {
        let place = SituationSample.record(
            .place,
            1,
            [.set(Place.area, SituationSample.area), .set(Place.name, "Torget")]
        )
        let walk = SituationSample.record(
            .walk,
            2,
            [.set(Walk.type, .patrol), .set(Walk.place, place.key.id)]
        )
        func observation(_ number: UInt64, _ edit: FieldEdit) -> RecordView {
            SituationSample.record(
                .observation,
                number,
                [
                    .set(Observation.category, .vandalism),
                    .set(Observation.observedAt, SituationSample.wednesday), edit,
                ]
            )
        }
        let proposal = try SituationSample.proposal([
            place, walk, observation(3, .set(Observation.place, place.key.id)),
            observation(4, .set(Observation.walk, walk.key.id)),
        ])
        #expect(proposal.events.map(\.id.low) == [3, 4])
        #expect(proposal.level == .worrying)
    }

    @Test func `an event without a time or an area is in no week, and is listed`() throws {
        let nowhere = SituationSample.record(
            .observation,
            1,
            [.set(Observation.category, .shooting), .set(Observation.observedAt, SituationSample.wednesday)]
        )
        let never = SituationSample.record(.incident, 2, [.set(Incident.area, SituationSample.area)])
        let model = WeeklyLevel(of: Snapshot([nowhere, never]))
        #expect(Set(model.unplaced) == [nowhere.key, never.key])
        #expect(try SituationSample.proposal([nowhere, never]).events.isEmpty)
    }

    @Test func `without a gravity the category's counts, and an unknown gravity counts as critical`() throws {
        #expect(
            try SituationSample.proposal([SituationSample.incident(1, nil, category: .robbery)]).level
                == .worrying
        )
        var author = SituationSample.author(.incident, 2)
        author.make([
            .set(Incident.area, SituationSample.area), .set(Incident.occurredAt, SituationSample.wednesday),
            .set(Incident.gravity.number, .enumeration(9)),
        ])
        #expect(try SituationSample.proposal([author.view]).level == .critical)
    }

    @Test func `settlements and checks are no events`() throws {
        let settlement = SituationSample.record(.settlement, 1, [.set(Settlement.area, SituationSample.area)])
        let check = SituationSample.record(
            .settlementCheck,
            2,
            [
                .set(SettlementCheck.settlement, settlement.key.id), .set(SettlementCheck.fireRisk, .acute),
                .set(SettlementCheck.checkedAt, SituationSample.wednesday),
            ]
        )
        let proposal = try SituationSample.proposal([settlement, check])
        #expect(proposal.level == .normal)
        #expect(proposal.events.isEmpty)
        #expect(proposal.coverage == .observed)
        #expect(proposal.explanation.swedish == "inga händelser")
    }
}
