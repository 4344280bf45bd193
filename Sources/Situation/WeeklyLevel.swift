public import FieldModel
public import SyncCore

/// Model 1: the situation level of an area in an ISO week.
///
/// **Definition.** The level follows from the number and the gravity of the week's events in the area. It is
/// a proposal; a person decides.
///
/// **Formula**, with n(g) the number of events of gravity g:
///
///     n(critical) ≥ 1                          5
///     n(serious) ≥ 2                           4
///     n(serious) = 1 or n(worrying) ≥ 2        3
///     n(worrying) = 1 or n(mild) ≥ 2           2
///     otherwise                                1
///
/// **Assumptions.** Events are incidents and observations; settlements and their checks are not. An event
/// belongs to the week in which its time lies by the clocks of Stockholm, and to its area, else to that of
/// its place, else to the one within whose boundary it lies, else to that of its walk. Its gravity is the
/// shown one, so that a conflict counts once, by what
/// the policy shows, and is marked; a gravity of a later version of the program counts as critical; without a
/// gravity the category's default holds, and without a known category the event is mild. Withdrawn events do
/// not count, nor do all but one of a linked group (``EventGroups``). An event without a time or an area is
/// in no week, and is listed apart.
///
/// **Coverage.** An area and week without an event, a walk or a settlement check is ``Coverage/notObserved``:
/// its level 1 says that nobody looked, not that it was calm.
///
/// **Source.** *Lägesbild 2024* Hässelby-Vällingby (City of Stockholm and Police Region Stockholm), table 1.
///
/// **Reference.** Table 2, 45 weeks x 9 areas: all 405 levels.
public struct WeeklyLevel: Sendable {
    /// How many events make a level.
    public struct Parameters: Hashable, Sendable {
        public var criticalForFive = 1
        public var seriousForFour = 2
        public var seriousForThree = 1
        public var worryingForThree = 2
        public var worryingForTwo = 1
        public var mildForTwo = 2

        public init() {}

        /// The formula alone.
        public func level(_ count: (Gravity) -> Int) -> SituationLevel {
            if count(.critical) >= criticalForFive { return .critical }
            if count(.serious) >= seriousForFour { return .serious }
            if count(.serious) >= seriousForThree || count(.worrying) >= worryingForThree { return .worrying }
            if count(.worrying) >= worryingForTwo || count(.mild) >= mildForTwo { return .deviating }
            return .normal
        }
    }

    /// Whether anybody looked: without events, calm and unseen are told apart.
    public enum Coverage: Hashable, Sendable {
        case observed
        case notObserved
    }

    public let parameters: Parameters
    /// Events that lack a time or an area, and so are in no week; ascending.
    public let unplaced: [RecordKey]

    /// In no order.
    private let events: [Cell: [SituationEvent]]
    private let visits: Set<Cell>

    /// Reads a snapshot: every record of the kinds area, place, walk, observation, incident, settlement,
    /// settlement check and link.
    ///
    /// Others are passed over.
    public init(of snapshot: Snapshot, parameters: Parameters = Parameters()) {
        self.parameters = parameters
        var events: [Cell: [SituationEvent]] = [:]
        var unplaced: [RecordKey] = []
        for event in snapshot.countedEvents {
            if let cell = event.cell {
                events[cell, default: []].append(event)
            } else {
                unplaced.append(event.key)
            }
        }
        self.events = events
        self.unplaced = unplaced.sorted()
        visits = snapshot.visits
    }

    /// Weeks in which somebody reported or was there, ascending.
    public var weeks: [ISOWeek] { Set(events.keys.map(\.week) + visits.map(\.week)).sorted() }

    /// The proposed level of one area in one week.
    public func proposal(area: RecordID, week: ISOWeek) -> LevelProposal {
        let cell = Cell(area: area, week: week)
        let found = (events[cell] ?? []).sorted { $0.key < $1.key }
        var counts: [Gravity: Int] = [:]
        for event in found { counts[event.gravity, default: 0] += 1 }
        return LevelProposal(
            area: area,
            week: week,
            level: parameters.level { counts[$0] ?? 0 },
            counts: counts,
            events: found.map(\.key),
            contested: found.filter(\.isContested).map(\.key),
            coverage: found.isEmpty && !visits.contains(cell) ? .notObserved : .observed,
            parameters: parameters
        )
    }
}

/// One area in one week.
struct Cell: Hashable, Sendable {
    let area: RecordID
    let week: ISOWeek
}
