public import FieldModel
public import SyncCore

/// What ``WeeklyLevel`` proposes for an area and a week, with everything behind it.
public struct LevelProposal: Hashable, Sendable {
    public let area: RecordID
    public let week: ISOWeek
    public let level: SituationLevel
    /// Events by gravity; gravities without events are left out.
    public let counts: [Gravity: Int]
    /// The events that count, ascending.
    public let events: [RecordKey]
    /// Those of them with an open conflict: the level may change when it is settled.
    public let contested: [RecordKey]
    public let coverage: WeeklyLevel.Coverage
    public let parameters: WeeklyLevel.Parameters

    /// Why the level is what it is: `2 oroande händelser, 1 lindrig händelse`.
    public var explanation: Wording {
        guard !events.isEmpty else { return withoutEvents }
        let present = Gravity.allCases.reversed().compactMap { gravity in
            counts[gravity].map { (gravity, $0) }
        }
        var swedish = present.map { Self.swedish($0, $1) }.joined(separator: ", ")
        var english = present.map { "\($1) \($0.label.english) \($1 == 1 ? "event" : "events")" }
            .joined(separator: ", ")
        if !contested.isEmpty {
            swedish += "; \(contested.count) väntar på beslut i en konflikt"
            english +=
                "; \(contested.count) \(contested.count == 1 ? "waits" : "wait") for a conflict to be settled"
        }
        return Wording(swedish: swedish, english: english)
    }

    private var withoutEvents: Wording {
        switch coverage {
        case .observed: Wording(swedish: "inga händelser", english: "no events")
        case .notObserved:
            Wording(
                swedish: "inte observerat: ingen vandring, kontroll eller rapport",
                english: "not observed: no walk, check or report"
            )
        }
    }

    private static func swedish(_ gravity: Gravity, _ count: Int) -> String {
        let ending =
            switch gravity {
            case .worrying: ""
            case .mild, .serious, .critical: "a"
            }
        let adjective = gravity.label.swedish
        return count == 1 ? "1 \(adjective) händelse" : "\(count) \(adjective)\(ending) händelser"
    }
}
