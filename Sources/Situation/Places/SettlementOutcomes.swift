public import FieldModel
public import SyncCore

/// Model 6, settlements: how long they last, whether they come back, and what they cost, by whose land.
///
/// **Definition.** A settlement *ended* on the first of these days: that of its first clean-up, and that on
/// which its status was written as removed or cleaned. It *came back* if its status is returned, or if
/// another settlement at the same place, or within ``Parameters/reach`` metres, was first seen after that
/// day. The time to removal runs from the day it was first seen, and goes on for those that have not ended
/// (``Survival``). A *removal* is a settlement that ended.
///
/// **Formula.** Cost per clean-up is the sum of known costs over the clean-ups whose cost is known; cost per
/// removal is the same sum over the settlements that ended and had one of these clean-ups.
///
/// **Assumptions.** Land is the settlement's, else its place's. A clean-up of a place without a settlement
/// counts for its land's clean-ups and for no removal. Withdrawn records do not count, nor does what was
/// first seen, cleaned, or written as removed after the day. A status that was written later than it was so
/// makes the time longer than it was.
///
/// **Source.** ``Survival`` for times, ``Proportion`` for the share that comes back.
///
/// **Reference.** Cases worked out by hand, in SettlementOutcomesTests.
public struct SettlementOutcomes: Sendable {
    /// What counts as the same ground.
    public struct Parameters: Hashable, Sendable {
        /// Metres.
        public var reach = 50.0

        public init() {}
    }

    /// One settlement.
    public struct Course: Hashable, Sendable {
        public let settlement: RecordKey
        public let land: LandOwnership
        public let firstSeenOn: CalendarDate?
        public let endedOn: CalendarDate?
        public let hasComeBack: Bool
        public let cleanups: [RecordKey]

        /// From first seen to ended; `nil` if either is not known, or they are the wrong way round.
        public var days: Int? {
            guard let firstSeenOn, let endedOn, firstSeenOn <= endedOn else { return nil }
            return Int(endedOn.daysSinceEpoch - firstSeenOn.daysSinceEpoch)
        }
    }

    /// What holds of the settlements on land of one kind of owner.
    public struct Summary: Hashable, Sendable {
        /// `nil` for all together.
        public let land: LandOwnership?
        public let settlements: [RecordKey]
        /// Those that ended.
        public let ended: [RecordKey]
        /// Of those that ended, the share that came back; `nil` if none ended.
        public let comeBack: Proportion?
        /// Days after which half have ended; `nil` while more than half last.
        public let medianDays: Int?
        public let cleanups: [RecordKey]
        /// Of the clean-ups whose cost is known.
        public let cost: Money
        /// How many costs are known.
        public let known: Int
        /// `nil` if no cost is known.
        public let perCleanup: Money?
        /// `nil` if no cost of a settlement that ended is known.
        public let perRemoval: Money?
    }

    public let parameters: Parameters
    public let day: CalendarDate
    /// Ascending by key.
    public let courses: [Course]
    /// For each kind of owner that there is, in the order of the choices, and last for all.
    public let summaries: [Summary]

    /// Reads a snapshot as it stands on a day.
    ///
    /// - Parameters:
    ///   - snapshot: the records.
    ///   - day: until which the settlements have been watched.
    ///   - cleaned: only clean-ups of these days count for costs; `nil` for all.
    ///   - parameters: what counts as the same ground.
    public init(
        in snapshot: Snapshot,
        on day: CalendarDate,
        cleaned: ClosedRange<CalendarDate>? = nil,
        _ parameters: Parameters = Parameters()
    ) {
        self.parameters = parameters
        self.day = day
        let ground = Ground(in: snapshot, on: day)
        let courses = ground.settlements.map { ground.course(of: $0, parameters) }
        self.courses = courses
        let cleanups = ground.cleanups.filter { cleanup in
            guard let cleaned, let day = cleanup.view[Cleanup.cleanedOn] else { return cleaned == nil }
            return cleaned.contains(day)
        }
        let lands = Set(courses.map(\.land) + cleanups.map(\.land))
        let kinds = LandOwnership.allCases.filter(lands.contains)
        summaries = (kinds.map(Optional.some) + (kinds.isEmpty ? [] : [nil])).map { land in
            Summary(
                of: land,
                courses.filter { land == nil || $0.land == land },
                cleanups.filter { land == nil || $0.land == land },
                on: day
            )
        }
    }
}

/// Settlements and clean-ups as they lie.
private struct Ground {
    struct Cleaned {
        let view: RecordView
        let land: LandOwnership
    }

    let snapshot: Snapshot
    let day: CalendarDate
    /// Ascending by key, as the cleanups; what came after the day is not there yet.
    let settlements: [RecordView]
    let cleanups: [Cleaned]
    private let bySettlement: [RecordID: [RecordView]]

    init(in snapshot: Snapshot, on day: CalendarDate) {
        self.snapshot = snapshot
        self.day = day
        settlements = snapshot.present(.settlement)
            .filter { view in view[Settlement.firstSeenOn].map { $0 <= day } ?? true }
            .sorted { $0.key < $1.key }
        let cleanups = snapshot.present(.cleanup)
            .filter { view in view[Cleanup.cleanedOn].map { $0 <= day } ?? true }
            .sorted { $0.key < $1.key }
        bySettlement = Dictionary(
            grouping: cleanups.filter { $0[Cleanup.settlement] != nil },
            by: { $0[Cleanup.settlement] ?? $0.key.id }
        )
        self.cleanups = cleanups.map { Cleaned(view: $0, land: Self.land(of: $0, in: snapshot)) }
    }

    func course(
        of view: RecordView,
        _ parameters: SettlementOutcomes.Parameters
    ) -> SettlementOutcomes.Course {
        let cleanups = bySettlement[view.key.id] ?? []
        let end =
            (cleanups.compactMap { $0[Cleanup.cleanedOn] } + [statusEnd(of: view)].compactMap(\.self))
            .min()
        return SettlementOutcomes.Course(
            settlement: view.key,
            land: Self.land(of: view, in: snapshot),
            firstSeenOn: view[Settlement.firstSeenOn],
            endedOn: end,
            hasComeBack: view[Settlement.status] == .returned
                || (end.map { hasSuccessor(view, after: $0, parameters) } ?? false),
            cleanups: cleanups.map(\.key)
        )
    }

    /// The day on which its status was written as removed or cleaned; `nil` if it was not so yet.
    private func statusEnd(of view: RecordView) -> CalendarDate? {
        guard let status = view[Settlement.status], !status.isInhabited,
            let written = view[Settlement.status.number]?.live.first?.time
        else { return nil }
        let end = Stockholm.date(
            of: Instant(milliseconds: written.millisecondsSinceEpoch, offsetMinutes: 0)
        )
        return end <= day ? end : nil
    }

    private func hasSuccessor(
        _ view: RecordView,
        after end: CalendarDate,
        _ parameters: SettlementOutcomes.Parameters
    ) -> Bool {
        settlements.contains { other in
            guard other.key != view.key, let seen = other[Settlement.firstSeenOn], seen > end else {
                return false
            }
            if let place = view[Settlement.place], other[Settlement.place] == place { return true }
            guard let here = snapshot.position(of: view), let there = snapshot.position(of: other) else {
                return false
            }
            return here.metres(to: there) <= parameters.reach
        }
    }

    private static func land(of view: RecordView, in snapshot: Snapshot) -> LandOwnership {
        let isCleanup = view.key.kind == .cleanup
        if !isCleanup, let land = view[Settlement.land] { return land }
        if isCleanup, let id = view[Cleanup.settlement],
            let settlement = snapshot[RecordKey(kind: .settlement, id: id)]
        {
            return land(of: settlement, in: snapshot)
        }
        let place = view[isCleanup ? Cleanup.place : Settlement.place]
        return place.flatMap { snapshot[RecordKey(kind: .place, id: $0)]?[Place.land] } ?? .unknown
    }
}

extension SettlementOutcomes.Summary {
    fileprivate init(
        of land: LandOwnership?,
        _ courses: [SettlementOutcomes.Course],
        _ cleaned: [Ground.Cleaned],
        on day: CalendarDate
    ) {
        self.land = land
        settlements = courses.map(\.settlement)
        let over = courses.filter { $0.endedOn != nil }
        ended = over.map(\.settlement)
        comeBack = Proportion(over.count(where: \.hasComeBack), of: over.count)
        medianDays = Survival(of: courses.compactMap { Self.life(of: $0, on: day) }).median
        cleanups = cleaned.map(\.view.key)
        let costs = cleaned.compactMap { cleanup in
            cleanup.view[Cleanup.cost].map { (key: cleanup.view.key, cost: $0) }
        }
        cost = Money(units: costs.reduce(0) { $0 + $1.cost.units })
        known = costs.count
        perCleanup = Self.mean(costs.map(\.cost), over: costs.count)
        let ofRemovals = over.map { course in costs.filter { course.cleanups.contains($0.key) } }
            .filter { !$0.isEmpty }
        perRemoval = Self.mean(ofRemovals.joined().map(\.cost), over: ofRemovals.count)
    }

    private static func life(
        of course: SettlementOutcomes.Course,
        on day: CalendarDate
    ) -> (days: Int, hasEnded: Bool)? {
        if course.endedOn != nil { return course.days.map { ($0, true) } }
        guard let seen = course.firstSeenOn, seen <= day else { return nil }
        return (Int(day.daysSinceEpoch - seen.daysSinceEpoch), false)
    }

    /// To a whole öre, halves up.
    private static func mean(_ costs: [Money], over count: Int) -> Money? {
        guard count > 0 else { return nil }
        let sum = costs.reduce(0) { $0 + $1.units }
        return Money(units: (2 * sum + Int64(count)) / (2 * Int64(count)))
    }
}
