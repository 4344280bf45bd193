import FieldModel
import SyncCore

/// An incident or an observation as the models count it.
struct SituationEvent: Hashable, Sendable {
    let key: RecordKey
    let gravity: Gravity
    /// By the clocks of Stockholm; `nil` if its time is not known.
    let day: CalendarDate?
    /// `nil` if its time or its area is not known.
    let cell: Cell?
    /// A person has still to settle something about it.
    let isContested: Bool

    /// - Returns: `nil` for a withdrawn record and for one of another kind.
    init?(_ view: RecordView, areaOf: (RecordView) -> RecordID?) {
        guard !view.isWithdrawn else { return nil }
        let time: Instant?
        switch view.key.kind {
        case .observation: time = view[Observation.observedAt]
        case .incident: time = view[Incident.occurredAt]
        default: return nil
        }
        key = view.key
        isContested = view.hasOpenConflict
        gravity = Self.gravity(of: view)
        let day = time.map(Stockholm.date)
        self.day = day
        cell = day.flatMap { day in
            areaOf(view).map { Cell(area: $0, week: ISOWeek(containing: day)) }
        }
    }

    private static func gravity(of view: RecordView) -> Gravity {
        let isIncident = view.key.kind == .incident
        let field = isIncident ? Incident.gravity : Observation.gravity
        if let shown = view.shown(field.number) { return Gravity(fieldValue: shown) ?? .critical }
        return view[isIncident ? Incident.category : Observation.category]?.defaultGravity ?? .mild
    }
}
