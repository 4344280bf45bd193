import FieldModel
import Situation
import SyncCore
import TestSupport
import Testing

@Suite struct WeeklyLevelConflictTests {
    @Test func `withdrawn events do not count, but contested withdrawals do and are marked`() throws {
        var author = SituationSample.author(.incident, 1)
        author.make([
            .set(Incident.area, SituationSample.area), .set(Incident.occurredAt, SituationSample.wednesday),
            .set(Incident.gravity, .serious),
        ])
        var other = author
        other.log = LogID(high: 0, low: 2)
        author.make([.withdraw])
        let withdrawn = try SituationSample.proposal([author.view])
        #expect(withdrawn.events.isEmpty && withdrawn.coverage == .notObserved)

        let concurrent = other.make([.set(Incident.gravity, .critical)])
        author.merge(try #require(concurrent))
        let contested = try SituationSample.proposal([author.view])
        #expect(contested.level == .critical)
        #expect(contested.contested == [author.key])
        #expect(contested.explanation.swedish == "1 kritisk händelse; 1 väntar på beslut i en konflikt")
        #expect(contested.explanation.english == "1 critical event; 1 waits for a conflict to be settled")
    }

    @Test func `two people's gravities count once, by the higher, without a mark`() throws {
        var author = SituationSample.author(.observation, 1)
        author.make([
            .set(Observation.area, SituationSample.area),
            .set(Observation.observedAt, SituationSample.wednesday),
            .set(Observation.category, .noise),
        ])
        var other = author
        other.log = LogID(high: 0, low: 2)
        author.make([.set(Observation.gravity, .serious)])
        let concurrent = other.make([.set(Observation.gravity, .mild)])
        author.merge(try #require(concurrent))
        let proposal = try SituationSample.proposal([author.view])
        #expect(proposal.counts == [.serious: 1])
        #expect(proposal.contested.isEmpty)
    }

    @Test func `two people's statuses are an open conflict, which is marked`() throws {
        var author = SituationSample.author(.observation, 1)
        author.make([
            .set(Observation.area, SituationSample.area),
            .set(Observation.observedAt, SituationSample.wednesday),
            .set(Observation.category, .vandalism),
        ])
        var other = author
        other.log = LogID(high: 0, low: 2)
        author.make([.set(Observation.status, .remedied)])
        let concurrent = other.make([.set(Observation.status, .open)])
        author.merge(try #require(concurrent))
        let proposal = try SituationSample.proposal([author.view])
        #expect(proposal.level == .deviating)
        #expect(proposal.contested == [author.key])
    }

    private func link(_ number: UInt64, _ keys: [RecordKey], shown: RecordKey? = nil) -> RecordView {
        let edits: [FieldEdit] = [.add(Link.records, keys.map { RecordReference($0) })]
        let choice = shown.map { [FieldEdit.set(Link.shown, RecordReference($0))] } ?? []
        return SituationSample.record(.link, number, edits + choice)
    }

    @Test func `of linked events the shown one counts alone`() throws {
        let events = [SituationSample.incident(1, .serious), SituationSample.incident(2, .mild)]
        let shown = link(9, events.map(\.key), shown: events[1].key)
        let proposal = try SituationSample.proposal(events + [shown])
        #expect(proposal.events == [events[1].key])
        #expect(proposal.level == .normal)
    }

    @Test func `where none is shown, or the shown one is withdrawn, the gravest counts`() throws {
        var events = [
            SituationSample.incident(1, .mild), SituationSample.incident(2, .serious),
            SituationSample.incident(3, .serious),
        ]
        #expect(try SituationSample.proposal(events + [link(9, events.map(\.key))]).events == [events[1].key])
        var author = SituationSample.author(.incident, 1)
        author.make([.set(Incident.gravity, .mild)])
        author.make([.withdraw])
        events[0] = author.view
        let shown = link(9, events.map(\.key), shown: events[0].key)
        #expect(try SituationSample.proposal(events + [shown]).events == [events[1].key])
    }

    @Test func `links that share a record make one group, and a withdrawn link none`() throws {
        let events = (1...4).map { SituationSample.incident($0, .serious) }
        let keys = events.map(\.key)
        let chained = [link(8, [keys[0], keys[1]]), link(9, [keys[2], keys[1]])]
        #expect(try SituationSample.proposal(events + chained).events == [keys[0], keys[3]])

        var author = SituationSample.author(.link, 7)
        author.make([.add(Link.records, keys.map { RecordReference($0) })])
        author.make([.withdraw])
        #expect(try SituationSample.proposal(events + [author.view]).events == keys)
    }

    @Test func `a week without a walk, a check or a report is not observed`() throws {
        let nobody = try SituationSample.proposal([])
        #expect(nobody.level == .normal)
        #expect(nobody.coverage == .notObserved)
        #expect(nobody.explanation.swedish == "inte observerat: ingen vandring, kontroll eller rapport")
        let walk: [FieldEdit] = [
            .set(Walk.type, .safetyWalk), .set(Walk.area, SituationSample.area),
            .set(Walk.startedAt, SituationSample.wednesday),
        ]
        #expect(try SituationSample.proposal([SituationSample.record(.walk, 1, walk)]).coverage == .observed)
        let withdrawn = SituationSample.record(.walk, 1, walk, [.withdraw])
        #expect(try SituationSample.proposal([withdrawn]).coverage == .notObserved)
    }

    @Test func `the order of the records does not matter`() throws {
        var generator = SeededGenerator(seed: 46)
        var records = (1...20).map { number in
            SituationSample.incident(UInt64(number), Gravity.allCases[number % 3])
        }
        records.append(link(90, records.prefix(5).map(\.key)))
        records.append(link(91, records.dropFirst(4).prefix(3).map(\.key), shown: records[6].key))
        let expected = try SituationSample.proposal(records)
        for _ in 0..<50 {
            records.shuffle(using: &generator)
            #expect(try SituationSample.proposal(records) == expected, "seed 46")
        }
    }
}
