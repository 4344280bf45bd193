import FieldModel
import SyncCore

/// The records of a snapshot by what the models ask of them.
struct Snapshot {
    private let byKey: [RecordKey: RecordView]

    init(_ records: [RecordView]) {
        byKey = Dictionary(records.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Incidents and observations that are not withdrawn, one of each linked group.
    var countedEvents: [SituationEvent] {
        let events = byKey.values.compactMap { SituationEvent($0, areaOf: area(of:)) }
        var groups = EventGroups(links: Array(byKey.values))
        return groups.representatives(of: events)
    }

    /// The areas and weeks in which someone walked or checked a settlement.
    var visits: Set<Cell> {
        Set(byKey.values.compactMap(visit))
    }

    private func visit(_ view: RecordView) -> Cell? {
        guard !view.isWithdrawn else { return nil }
        let time: Instant?
        switch view.key.kind {
        case .walk: time = view[Walk.startedAt]
        case .settlementCheck: time = view[SettlementCheck.checkedAt]
        default: return nil
        }
        return time.flatMap { time in area(of: view).map { Cell(area: $0, week: ISOWeek(containing: time)) } }
    }

    /// A record's area, else that of its place, else that of the walk or the settlement that it belongs to.
    func area(of view: RecordView) -> RecordID? {
        switch view.key.kind {
        case .observation:
            view[Observation.area] ?? area(ofPlace: view[Observation.place])
                ?? area(of: .walk, view[Observation.walk])
        case .incident: view[Incident.area] ?? area(ofPlace: view[Incident.place])
        case .walk: view[Walk.area] ?? area(ofPlace: view[Walk.place])
        case .settlement: view[Settlement.area] ?? area(ofPlace: view[Settlement.place])
        case .settlementCheck: area(of: .settlement, view[SettlementCheck.settlement])
        default: nil
        }
    }

    private func area(ofPlace id: RecordID?) -> RecordID? {
        id.flatMap { byKey[RecordKey(kind: .place, id: $0)] }?[Place.area]
    }

    /// The records asked for here refer to places at most, so that the search ends.
    private func area(of kind: KindNumber, _ id: RecordID?) -> RecordID? {
        id.flatMap { byKey[RecordKey(kind: kind, id: $0)] }.flatMap(area(of:))
    }
}
