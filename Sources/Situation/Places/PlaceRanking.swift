public import FieldModel
import Foundation
public import SyncCore

/// Model 6, places: where the gravest and latest events are.
///
/// **Definition.** A place's weight is the sum of the weights of its events; an event's weight is that of its
/// gravity, halved for each half-life that has passed since. Places are ranked by it; those of one weight
/// share a rank, and those without events have none.
///
/// **Formula**, with the gravity's weight g and the age a in days:
///
///     weight = Σ g · 2^(-a / half-life)
///
/// **Assumptions.** An event belongs to the place that is named in it, else to the nearest place whose
/// position is known and within ``Parameters/reach`` metres of its own. Each gravity weighs three times the
/// one below: a choice, not a measurement, and a parameter. Linked duplicates count once. Events after the
/// day do not count, nor those without a time. Where people walk often, more is seen.
///
/// **Source.** The project's own; nothing published says how much graver is graver.
///
/// **Reference.** Sums worked out by hand, in PlaceRankingTests.
public struct PlaceRanking: Sendable {
    /// What weighs how much.
    public struct Parameters: Hashable, Sendable {
        /// Days; above 0.
        public var halfLife = 90.0
        /// Metres.
        public var reach = 100.0
        public var weights: [Gravity: Double] = [.mild: 1, .worrying: 3, .serious: 9, .critical: 27]

        public init() {}
    }

    /// One place.
    public struct Standing: Hashable, Sendable {
        public let place: RecordKey
        /// 0 for no events.
        public let weight: Double
        /// From 1, the heaviest; `nil` without events.
        public let rank: Int?
        /// The newest first.
        public let events: [RecordKey]
        public let lastEventOn: CalendarDate?
        /// Those that something about is still to be settled; they count as they are shown.
        public let contested: [RecordKey]
    }

    public let parameters: Parameters
    public let day: CalendarDate
    /// The heaviest first; of one weight, ascending by key.
    public let standings: [Standing]

    /// Reads a snapshot as it stands on a day.
    ///
    /// Complexity: O(events · places with a position).
    public init(in snapshot: Snapshot, on day: CalendarDate, _ parameters: Parameters = Parameters()) {
        self.parameters = parameters
        self.day = day
        let places = snapshot.present(.place)
        let located = places.compactMap { view in view[Place.position].map { (id: view.key.id, at: $0) } }
            .sorted { $0.id < $1.id }
        var found: [RecordID: [Dated]] = [:]
        for event in snapshot.countedEvents {
            guard let view = snapshot[event.key], let date = event.day, date <= day,
                let place = Self.place(of: view, in: snapshot, located, reach: parameters.reach)
            else { continue }
            found[place, default: []].append(Dated(event: event, day: date))
        }
        let drafts = places.map { view in
            Draft(place: view.key, events: (found[view.key.id] ?? []).sorted(), on: day, parameters)
        }
        let weights = drafts.map(\.weight)
        standings = drafts.map { draft in
            let rank = draft.events.isEmpty ? nil : 1 + weights.count { $0 > draft.weight }
            return draft.standing(rank: rank)
        }
        .sorted { ($1.weight, $0.place) < ($0.weight, $1.place) }
    }

    private static func place(
        of view: RecordView,
        in snapshot: Snapshot,
        _ located: [(id: RecordID, at: Position)],
        reach: Double
    ) -> RecordID? {
        let field = view.key.kind == .incident ? Incident.place : Observation.place
        if let named = view[field] { return named }
        guard let position = snapshot.position(of: view) else { return nil }
        let near = located.map { (id: $0.id, metres: $0.at.metres(to: position)) }
            .filter { $0.metres <= reach }
        return near.min { ($0.metres, $0.id) < ($1.metres, $1.id) }?.id
    }

    private struct Dated: Comparable {
        let event: SituationEvent
        let day: CalendarDate

        /// The newest first.
        static func < (left: Self, right: Self) -> Bool {
            (right.day.daysSinceEpoch, left.event.key) < (left.day.daysSinceEpoch, right.event.key)
        }
    }

    private struct Draft {
        let place: RecordKey
        let events: [Dated]
        let weight: Double

        init(place: RecordKey, events: [Dated], on day: CalendarDate, _ parameters: Parameters) {
            self.place = place
            self.events = events
            weight = events.reduce(0) { sum, dated in
                let age = Double(day.daysSinceEpoch - dated.day.daysSinceEpoch)
                return sum + (parameters.weights[dated.event.gravity] ?? 0)
                    * exp2(-age / max(.leastNormalMagnitude, parameters.halfLife))
            }
        }

        func standing(rank: Int?) -> Standing {
            Standing(
                place: place,
                weight: weight,
                rank: rank,
                events: events.map(\.event.key),
                lastEventOn: events.first?.day,
                contested: events.filter(\.event.isContested).map(\.event.key)
            )
        }
    }
}
