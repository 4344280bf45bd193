import FieldModel
public import SyncCore

/// Which incidents and observations may tell of the same thing.
///
/// **Definition.** Two records are suggested if they have the same category, happened within
/// ``Parameters/hours`` of each other, and lie within ``Parameters/metres``; where one has no position, if
/// they are at the same place, or in the same area and alike in their words. Two of one walk are not: who
/// walks does not report a thing twice.
///
/// **Formula.** The likeness orders the suggestions, from 0 to 1: the mean of 1 - distance / metres (½ where
/// there is no distance), 1 - time between / hours, and the words that both descriptions have, divided by all
/// that they have (Jaccard 1901).
///
/// **Assumptions.** It suggests; a person decides. Pairs that a link joins, or joined before it was
/// withdrawn, are left out: who has said that two things are not the same is not asked again.
public struct DuplicateSuggestions: Sendable {
    /// How near is near.
    public struct Parameters: Hashable, Sendable {
        public var metres = 150.0
        public var hours = 24.0
        /// The least part of words in common where only the area is the same.
        public var words = 0.5
        /// At most so many are suggested.
        public var limit = 200

        public init() {}
    }

    /// Two records that may tell of the same thing.
    public struct Pair: Hashable, Sendable {
        /// The one that happened first.
        public let first: RecordKey
        public let second: RecordKey
        /// Metres between them; `nil` where one has no position.
        public let metres: Double?
        public let minutes: Int64
        /// 0 to 1.
        public let likeness: Double
    }

    /// The most alike first.
    public let pairs: [Pair]
    /// Whether there were more than the limit.
    public let hasMore: Bool

    /// Looks through a snapshot.
    ///
    /// Complexity: O(*n* log *n*) in the events, and O(*m*) in the pairs that lie near each other.
    public init(in snapshot: Snapshot, parameters: Parameters = Parameters()) {
        let events = snapshot.records.compactMap { Event($0, in: snapshot) }.sorted { $0.isBefore($1) }
        let decided = Self.decidedPairs(in: snapshot)
        var pairs: [Pair] = []
        var nearby = Nearby(parameters)
        for event in events {
            for other in nearby.events(near: event) where !decided.contains(Couple(other.key, event.key)) {
                if let pair = Self.pair(other, event, parameters) { pairs.append(pair) }
            }
            nearby.add(event)
        }
        pairs.sort { ($1.likeness, $0.first, $0.second) < ($0.likeness, $1.first, $1.second) }
        hasMore = pairs.count > parameters.limit
        self.pairs = Array(pairs.prefix(parameters.limit))
    }

    /// Those that people have linked, or said not to be the same.
    private static func decidedPairs(in snapshot: Snapshot) -> Set<Couple> {
        var decided: Set<Couple> = []
        for link in snapshot.records(of: .link) {
            let keys = link[Link.records].map(\.key)
            for (index, key) in keys.enumerated() {
                for other in keys[(index + 1)...] { decided.insert(Couple(key, other)) }
            }
        }
        return decided
    }

    private static func pair(_ first: Event, _ second: Event, _ parameters: Parameters) -> Pair? {
        let minutes = (second.milliseconds - first.milliseconds) / 60_000
        guard first.category == second.category, Double(minutes) <= parameters.hours * 60,
            first.walk == nil || first.walk != second.walk
        else { return nil }
        let all = first.words.union(second.words)
        let common = first.words.intersection(second.words)
        let words = all.isEmpty ? 0 : Double(common.count) / Double(all.count)
        var metres: Double?
        if let start = first.position, let end = second.position {
            let distance = start.metres(to: end)
            guard distance <= parameters.metres else { return nil }
            metres = distance
        } else {
            let isSamePlace = first.place != nil && first.place == second.place
            guard isSamePlace || first.area == second.area && words >= parameters.words else { return nil }
        }
        let nearness = metres.map { 1 - $0 / parameters.metres } ?? 0.5
        let soonness = 1 - Double(minutes) / (parameters.hours * 60)
        return Pair(
            first: first.key,
            second: second.key,
            metres: metres,
            minutes: minutes,
            likeness: (nearness + soonness + words) / 3
        )
    }
}

/// Two records, in whichever order.
private struct Couple: Hashable {
    let least: RecordKey
    let greatest: RecordKey

    init(_ one: RecordKey, _ other: RecordKey) {
        least = min(one, other)
        greatest = max(one, other)
    }
}

/// What is compared of an event.
private struct Event {
    let key: RecordKey
    let category: Category
    let milliseconds: Int64
    let walk: RecordID?
    let place: RecordID?
    let area: RecordID?
    let position: Position?
    let words: Set<String>

    init?(_ view: RecordView, in snapshot: Snapshot) {
        guard !view.isWithdrawn else { return nil }
        let isIncident = view.key.kind == .incident
        guard isIncident || view.key.kind == .observation,
            let category = view[isIncident ? Incident.category : Observation.category],
            let time = view[isIncident ? Incident.occurredAt : Observation.observedAt]
        else { return nil }
        key = view.key
        self.category = category
        milliseconds = time.milliseconds
        walk = isIncident ? nil : view[Observation.walk]
        place = view[isIncident ? Incident.place : Observation.place]
        area = snapshot.area(of: view)
        position = snapshot.position(of: view)
        let text = view[isIncident ? Incident.description : Observation.description] ?? ""
        words = Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }

    func isBefore(_ other: Event) -> Bool { (milliseconds, key) < (other.milliseconds, other.key) }
}

/// The events before one in time that may be near it: found by category, day, and square of the ground.
private struct Nearby {
    private struct Square: Hashable {
        let category: Category
        let day: Int64
        /// In whole ``DuplicateSuggestions/Parameters/metres``; `nil` for events without a position.
        let east: Int?
        let north: Int?
        /// Of events that lie in no square, or may meet one that does not.
        let area: RecordID?
    }

    private let metres: Double
    private let dayMilliseconds: Int64
    private var events: [Square: [Event]] = [:]

    init(_ parameters: DuplicateSuggestions.Parameters) {
        metres = parameters.metres
        dayMilliseconds = Int64(parameters.hours * 3_600_000)
    }

    mutating func add(_ event: Event) {
        for square in squares(of: event, day: day(of: event)) { events[square, default: []].append(event) }
    }

    func events(near event: Event) -> [Event] {
        var found: [Event] = []
        for day in [day(of: event) - 1, day(of: event)] {
            if let (east, north) = cell(of: event) {
                for (x, y) in Self.around {
                    let square = Square(
                        category: event.category,
                        day: day,
                        east: east + x,
                        north: north + y,
                        area: nil
                    )
                    found += events[square] ?? []
                }
            }
            let square = Square(
                category: event.category,
                day: day,
                east: nil,
                north: nil,
                area: event.area
            )
            found += (events[square] ?? []).filter { event.position == nil || $0.position == nil }
        }
        return found
    }

    private static let around = (-1...1).flatMap { x in (-1...1).map { (x, $0) } }

    private func day(of event: Event) -> Int64 { event.milliseconds / dayMilliseconds }

    private func squares(of event: Event, day: Int64) -> [Square] {
        let byArea = Square(category: event.category, day: day, east: nil, north: nil, area: event.area)
        guard let (east, north) = cell(of: event) else { return [byArea] }
        return [byArea, Square(category: event.category, day: day, east: east, north: north, area: nil)]
    }

    /// A degree of longitude is shorter than one of latitude: the squares are taken wide enough up to 70°
    /// north, where it is a third.
    private func cell(of event: Event) -> (east: Int, north: Int)? {
        event.position.map { position in
            let north = position.latitude * Position.metresPerDegree / metres
            let east = position.longitude * Position.metresPerDegree / 3 / metres
            return (Int(east.rounded(.down)), Int(north.rounded(.down)))
        }
    }
}
