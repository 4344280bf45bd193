public import FieldModel
public import SyncCore

/// How each settlement stands: its checks, what it has cost, and whether somebody must go there.
///
/// **Definition.** A settlement in which somebody may live is checked at least every
/// ``Parameters/daysBetweenChecks`` days; it is overdue when more have passed since its last check, or since
/// it was first seen if it has none.
///
/// **Assumptions.** Days are those of Stockholm. Withdrawn records do not count, nor do checks of later days.
/// A settlement without a status is taken as suspected.
public struct SettlementRound: Sendable {
    /// How often is often enough.
    public struct Parameters: Hashable, Sendable {
        public var daysBetweenChecks = 14

        public init() {}
    }

    /// One settlement.
    public struct Standing: Hashable, Sendable {
        public let settlement: RecordKey
        public let status: SettlementStatus
        /// The newest first.
        public let checks: [RecordKey]
        public let lastCheckedOn: CalendarDate?
        /// Since the last check, or since it was first seen; `nil` if neither is known.
        public let daysUnchecked: Int?
        public let isOverdue: Bool
        public let cleanups: [RecordKey]
        /// Whole kronor of all clean-ups whose cost is known; `nil` if none is.
        public let cost: Money?
    }

    public let parameters: Parameters
    /// Those that wait the longest first.
    public let standings: [Standing]

    public var overdueCount: Int { standings.count(where: \.isOverdue) }

    /// Reads a snapshot as it stands on a day: checks and clean-ups of later days do not count.
    public init(in snapshot: Snapshot, on today: CalendarDate, parameters: Parameters = Parameters()) {
        self.parameters = parameters
        let checks = Dictionary(grouping: snapshot.present(.settlementCheck)) {
            $0[SettlementCheck.settlement]
        }
        let cleanups = Dictionary(grouping: snapshot.present(.cleanup)) { $0[Cleanup.settlement] }
        standings = snapshot.present(.settlement).map { view in
            Standing(
                view,
                checks: checks[view.key.id] ?? [],
                cleanups: cleanups[view.key.id] ?? [],
                on: today,
                parameters
            )
        }
        .sorted { ($1.daysUnchecked ?? -1, $0.settlement) < ($0.daysUnchecked ?? -1, $1.settlement) }
    }
}

extension SettlementRound.Standing {
    fileprivate init(
        _ view: RecordView,
        checks: [RecordView],
        cleanups: [RecordView],
        on today: CalendarDate,
        _ parameters: SettlementRound.Parameters
    ) {
        settlement = view.key
        status = view[Settlement.status] ?? .suspected
        let sorted = checks.filter { check in
            check[SettlementCheck.checkedAt].map { Stockholm.date(of: $0) <= today } ?? true
        }
        .sorted { left, right in
            let (first, second) = (left[SettlementCheck.checkedAt], right[SettlementCheck.checkedAt])
            return (second?.milliseconds ?? 0, left.key) < (first?.milliseconds ?? 0, right.key)
        }
        self.checks = sorted.map(\.key)
        lastCheckedOn = sorted.first.flatMap { $0[SettlementCheck.checkedAt] }.map(Stockholm.date(of:))
        let since = lastCheckedOn ?? view[Settlement.firstSeenOn]
        daysUnchecked = since.map { Int(today.daysSinceEpoch - $0.daysSinceEpoch) }
        isOverdue = status.isInhabited && (daysUnchecked.map { $0 > parameters.daysBetweenChecks } ?? true)
        let cleanups = cleanups.filter { $0[Cleanup.cleanedOn].map { $0 <= today } ?? true }
        self.cleanups = cleanups.map(\.key).sorted()
        let costs = cleanups.compactMap { $0[Cleanup.cost] }
        cost = costs.isEmpty ? nil : Money(units: costs.reduce(0) { $0 + $1.units })
    }
}
