import FieldModel
import Foundation
import Situation
import SyncCore
import TestSupport
import Testing

/// How long settlements last, whether they come back, and what they cost.
@Suite struct SettlementOutcomesTests {
    private static let today = Stockholm.date(of: SituationSample.wednesday)
    private static let park = RecordID(high: 7, low: 1)

    private static func settlement(
        _ number: UInt64,
        seen ago: Int?,
        _ land: LandOwnership?,
        _ status: SettlementStatus = .confirmed,
        at place: RecordID? = nil
    ) -> RecordView {
        var edits: [FieldEdit] = [
            .set(Settlement.area, SituationSample.area), .set(Settlement.status, status),
        ]
        if let ago { edits.append(.set(Settlement.firstSeenOn, today.adding(days: -ago))) }
        if let land { edits.append(.set(Settlement.land, land)) }
        if let place { edits.append(.set(Settlement.place, place)) }
        return SituationSample.record(.settlement, number, edits)
    }

    private static func cleanup(
        _ number: UInt64,
        _ ago: Int,
        of settlement: RecordView?,
        kronor: Int64?
    ) -> RecordView {
        var edits: [FieldEdit] = [.set(Cleanup.cleanedOn, today.adding(days: -ago))]
        if let settlement { edits.append(.set(Cleanup.settlement, settlement.key.id)) }
        if settlement == nil { edits.append(.set(Cleanup.place, park)) }
        if let kronor { edits.append(.set(Cleanup.cost, Money(units: kronor * 100))) }
        return SituationSample.record(.cleanup, number, edits)
    }

    private static let place = RecordView(
        SituationSample.area,
        land: .private
    )

    private static func sample() -> [RecordView] {
        let first = settlement(1, seen: 100, .municipal)
        let second = settlement(2, seen: 60, .municipal, .returned)
        let third = settlement(3, seen: 40, .municipal)
        let fourth = settlement(4, seen: 30, nil, at: park)
        return [
            first, second, third, fourth, place,
            cleanup(10, 90, of: first, kronor: 1_000), cleanup(11, 80, of: first, kronor: 500),
            cleanup(12, 30, of: second, kronor: nil), cleanup(13, 20, of: nil, kronor: 4_000),
        ]
    }

    private static func outcomes(
        _ records: [RecordView],
        cleaned: ClosedRange<CalendarDate>? = nil
    ) -> SettlementOutcomes {
        SettlementOutcomes(in: Snapshot(records), on: today, cleaned: cleaned)
    }

    @Test func `of each owner's land it is told how long, how often again, and at what cost`() throws {
        let summaries = Self.outcomes(Self.sample()).summaries
        #expect(summaries.map(\.land) == [.municipal, .private, nil])
        let municipal = try #require(summaries.first)
        #expect(municipal.settlements.map(\.id.low) == [1, 2, 3] && municipal.ended.map(\.id.low) == [1, 2])
        // Ended after 10 and 30 days; the third has lasted 40.
        #expect(municipal.medianDays == 30)
        #expect(municipal.comeBack?.share == 0.5 && municipal.comeBack?.total == 2)
        #expect(municipal.cleanups.count == 3 && municipal.known == 2)
        #expect(municipal.cost == Money(units: 150_000) && municipal.perCleanup == Money(units: 75_000))
        #expect(municipal.perRemoval == Money(units: 150_000), "both of its clean-ups belong to one removal")
        let privately = summaries[1]
        #expect(privately.settlements.map(\.id.low) == [4] && privately.ended.isEmpty)
        #expect(privately.medianDays == nil && privately.comeBack == nil && privately.perRemoval == nil)
        #expect(privately.perCleanup == Money(units: 400_000), "the place's land is its clean-ups' land")
        #expect(summaries[2].cost == Money(units: 550_000) && summaries[2].settlements.count == 4)
    }

    @Test func `a settlement seen later at the same place or within reach has come back`() throws {
        let old = Self.settlement(1, seen: 100, .municipal, at: Self.park)
        let gone = Self.cleanup(10, 50, of: old, kronor: nil)
        let during = Self.settlement(2, seen: 60, .municipal, at: Self.park)
        #expect(Self.outcomes([old, gone, during]).courses.first?.hasComeBack == false)
        let after = Self.settlement(3, seen: 20, .municipal, at: Self.park)
        #expect(Self.outcomes([old, gone, after]).courses.first?.hasComeBack == true)
        func at(_ latitude: Double, _ number: UInt64, seen ago: Int) throws -> RecordView {
            let position = try #require(Position(latitude: latitude, longitude: 17.84))
            return SituationSample.record(
                .settlement,
                number,
                [
                    .set(Settlement.position, position),
                    .set(Settlement.firstSeenOn, Self.today.adding(days: -ago)),
                ]
            )
        }
        let here = try at(59.36, 4, seen: 90)
        let cleaned = Self.cleanup(11, 50, of: here, kronor: nil)
        for (latitude, isBack) in [(59.3604, true), (59.3606, false)] {
            let other = try at(latitude, 5, seen: 10)
            #expect(Self.outcomes([here, cleaned, other]).courses.first?.hasComeBack == isBack)
        }
    }

    @Test func `a status that was written as removed ends it on that day`() {
        var author = SituationSample.author(.settlement, 1)
        author.make([.set(Settlement.firstSeenOn, CalendarDate(daysSinceEpoch: 0))])
        author.make([.set(Settlement.status, .removed)])
        let course = Self.outcomes([author.view]).courses.first
        let written = author.view[Settlement.status.number]?.live.first?.time.millisecondsSinceEpoch ?? 0
        let day = Stockholm.date(of: Instant(milliseconds: written, offsetMinutes: 0))
        #expect(course?.endedOn == day && course?.land == .unknown)
        let before = SettlementOutcomes(in: Snapshot([author.view]), on: day.adding(days: -1))
        #expect(before.courses.first?.endedOn == nil && before.summaries.last?.ended.isEmpty == true)
    }

    @Test func `what came after the day changes nothing`() {
        let then = Self.today.adding(days: -50)
        let early = Self.sample().filter { view in
            (view[Settlement.firstSeenOn] ?? then) <= then && (view[Cleanup.cleanedOn] ?? then) <= then
        }
        let (all, known) = (
            SettlementOutcomes(in: Snapshot(Self.sample()), on: then),
            SettlementOutcomes(in: Snapshot(early), on: then)
        )
        #expect(early.count < Self.sample().count && all.courses == known.courses)
        #expect(all.summaries == known.summaries)
    }

    @Test func `costs may be those of some days alone, and withdrawn ones are none`() {
        let year = Self.today.adding(days: -85)...Self.today
        let summary = Self.outcomes(Self.sample(), cleaned: year).summaries.last
        #expect(summary?.cost == Money(units: 450_000) && summary?.settlements.count == 4)
        let withdrawn = SituationSample.record(
            .settlement,
            1,
            [.set(Settlement.area, SituationSample.area)],
            [.withdraw]
        )
        #expect(Self.outcomes([withdrawn]).summaries.isEmpty)
    }

    @Test func `the order of records is irrelevant`() {
        let (forth, back) = (Self.outcomes(Self.sample()), Self.outcomes(Self.sample().reversed()))
        #expect(forth.summaries == back.summaries && forth.courses == back.courses)
    }
}

extension RecordView {
    /// The place of the sample.
    fileprivate init(_ area: RecordID, land: LandOwnership) {
        var author = RecordAuthor(RecordKey(kind: .place, id: RecordID(high: 7, low: 1)), schema: schema)
        author.make([.set(Place.area, area), .set(Place.name, "Parken"), .set(Place.land, land)])
        self = author.view
    }
}
