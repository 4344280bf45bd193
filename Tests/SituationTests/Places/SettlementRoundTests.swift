import FieldModel
import Situation
import SyncCore
import Testing

/// How settlements stand.
@Suite struct SettlementRoundTests {
    private static let today = Stockholm.date(of: SituationSample.wednesday)

    private static func day(_ ago: Int32) -> CalendarDate {
        CalendarDate(daysSinceEpoch: today.daysSinceEpoch - ago)
    }

    private static func settlement(
        _ number: UInt64,
        seen ago: Int32?,
        _ status: SettlementStatus?
    ) -> RecordView {
        var edits: [FieldEdit] = [.set(Settlement.area, SituationSample.area)]
        if let ago { edits.append(.set(Settlement.firstSeenOn, day(ago))) }
        if let status { edits.append(.set(Settlement.status, status)) }
        return SituationSample.record(.settlement, number, edits)
    }

    private static func check(_ number: UInt64, of settlement: RecordView, _ ago: Int32) -> RecordView {
        SituationSample.record(
            .settlementCheck,
            number,
            [
                .set(SettlementCheck.settlement, settlement.key.id),
                .set(SettlementCheck.checkedAt, Stockholm.instant(on: day(ago), minuteOfDay: 1_439)),
            ]
        )
    }

    private static func standing(_ records: [RecordView]) -> SettlementRound.Standing? {
        SettlementRound(in: Snapshot(records), on: today).standings.first
    }

    @Test(arguments: [
        (14, SettlementStatus.confirmed, false), (15, .confirmed, true), (15, .suspected, true),
        (15, .noticeGiven, true), (15, .returned, true), (400, .removed, false), (400, .cleaned, false),
    ])
    func `more than fourteen days without a check is overdue where somebody may live`(
        ago: Int32,
        status: SettlementStatus,
        isOverdue: Bool
    ) {
        #expect(Self.standing([Self.settlement(1, seen: ago, status)])?.isOverdue == isOverdue)
        let old = Self.settlement(1, seen: 500, status)
        let standing = Self.standing([old, Self.check(2, of: old, 450), Self.check(3, of: old, ago)])
        #expect(standing?.isOverdue == isOverdue)
        #expect(standing?.daysUnchecked == Int(ago) && standing?.checks.count == 2)
    }

    @Test func `a check after the day is none yet`() {
        let old = Self.settlement(1, seen: 30, .confirmed)
        let standing = Self.standing([old, Self.check(2, of: old, -3), Self.check(3, of: old, 20)])
        #expect(standing?.daysUnchecked == 20 && standing?.checks.count == 1 && standing?.isOverdue == true)
    }

    @Test func `a clean-up after the day is none yet, and costs nothing`() {
        let old = Self.settlement(1, seen: 30, .confirmed)
        let cleanups = [Int32(-1), 0, 5].enumerated().map { index, ago in
            SituationSample.record(
                .cleanup,
                UInt64(10 + index),
                [
                    .set(Cleanup.settlement, old.key.id), .set(Cleanup.cleanedOn, Self.day(ago)),
                    .set(Cleanup.cost, Money(units: 100)),
                ]
            )
        }
        let standing = Self.standing([old] + cleanups)
        #expect(standing?.cleanups.count == 2 && standing?.cost == Money(units: 200))
    }

    @Test func `what nobody has dated or judged is looked after`() {
        let standing = Self.standing([Self.settlement(1, seen: nil, nil)])
        #expect(standing?.isOverdue == true && standing?.daysUnchecked == nil)
    }

    @Test func `known costs are added, withdrawn records do not count`() {
        let settlement = Self.settlement(1, seen: 3, .confirmed)
        func cleanup(_ number: UInt64, _ cost: Int64?, _ more: [FieldEdit] = []) -> RecordView {
            var edits: [FieldEdit] = [
                .set(Cleanup.settlement, settlement.key.id), .set(Cleanup.cleanedOn, Self.day(1)),
            ]
            if let cost { edits.append(.set(Cleanup.cost, Money(units: cost))) }
            return SituationSample.record(.cleanup, number, edits, more)
        }
        let records = [
            settlement, cleanup(2, 100), cleanup(3, nil), cleanup(4, 250), cleanup(5, 9, [.withdraw]),
        ]
        #expect(Self.standing(records)?.cost == Money(units: 350))
        #expect(Self.standing(records)?.cleanups.count == 3)
        #expect(Self.standing([settlement])?.cost == nil)
    }

    @Test func `who has waited the longest comes first`() {
        let round = SettlementRound(
            in: Snapshot([
                Self.settlement(1, seen: 3, .confirmed), Self.settlement(2, seen: 30, .confirmed),
                Self.settlement(3, seen: 20, .confirmed),
            ]),
            on: Self.today
        )
        #expect(round.standings.map(\.daysUnchecked) == [30, 20, 3] && round.overdueCount == 2)
    }
}
