import FieldModel
import Situation
import SyncCore

/// Model 6 as programs read it.
extension ModelDocuments {
    func places(on day: CalendarDate, _ parameters: PlaceRanking.Parameters) -> JSONValue {
        let ranking = PlaceRanking(in: models.snapshot, on: day, parameters)
        let weights = parameters.weights.map { ($0.key.identifier, JSONValue.real($0.value)) }
        return .object([
            "snapshot": .string(snapshot), "on": .string(day.iso8601),
            "parameters": .object([
                "half_life": .real(parameters.halfLife), "reach": .real(parameters.reach),
                "weights": .object(Dictionary(weights, uniquingKeysWith: { first, _ in first })),
            ]),
            "places": .array(ranking.standings.map(place)),
        ])
    }

    private func place(_ standing: PlaceRanking.Standing) -> JSONValue {
        let view = models.snapshot[standing.place]
        return .object([
            "place": .string(standing.place.text),
            "name": (view?[Place.shownName] ?? view?[Place.name]).map { .string($0) } ?? .null,
            "area": view?[Place.area].map { .string($0.uuidString) } ?? .null,
            "rank": .count(standing.rank), "weight": .real(standing.weight),
            "last_event_on": standing.lastEventOn.map { .string($0.iso8601) } ?? .null,
            "events": .keys(standing.events), "contested_events": .keys(standing.contested),
        ])
    }

    func settlements(on day: CalendarDate) -> JSONValue {
        let outcomes = SettlementOutcomes(in: models.snapshot, on: day)
        let round = SettlementRound(in: models.snapshot, on: day)
        let standings = Dictionary(
            round.standings.map { ($0.settlement, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return .object([
            "snapshot": .string(snapshot), "on": .string(day.iso8601),
            "parameters": .object([
                "reach": .real(outcomes.parameters.reach),
                "days_between_checks": .count(round.parameters.daysBetweenChecks),
            ]),
            "by_land": .array(outcomes.summaries.map(Self.summary)),
            "settlements": .array(outcomes.courses.map { Self.course($0, standings[$0.settlement]) }),
        ])
    }

    private static func summary(_ summary: SettlementOutcomes.Summary) -> JSONValue {
        .object([
            "land": .string(summary.land?.identifier ?? "all"),
            "settlements": .keys(summary.settlements), "ended": .keys(summary.ended),
            "come_back": .real(summary.comeBack?.share),
            "come_back_low": .real(summary.comeBack?.interval.lowerBound),
            "come_back_high": .real(summary.comeBack?.interval.upperBound),
            "median_days": .count(summary.medianDays), "cleanups": .keys(summary.cleanups),
            "cost_sek": .money(summary.cost), "known_costs": .count(summary.known),
            "cost_per_cleanup_sek": .money(summary.perCleanup),
            "cost_per_removal_sek": .money(summary.perRemoval),
        ])
    }

    private static func course(
        _ course: SettlementOutcomes.Course,
        _ standing: SettlementRound.Standing?
    ) -> JSONValue {
        .object([
            "settlement": .string(course.settlement.text), "land": .string(course.land.identifier),
            "first_seen_on": course.firstSeenOn.map { .string($0.iso8601) } ?? .null,
            "ended_on": course.endedOn.map { .string($0.iso8601) } ?? .null,
            "days": .count(course.days), "has_come_back": .bool(course.hasComeBack),
            "cleanups": .keys(course.cleanups), "checks": .keys(standing?.checks ?? []),
            "days_unchecked": .count(standing?.daysUnchecked),
            "is_overdue": .bool(standing?.isOverdue ?? false),
        ])
    }
}
