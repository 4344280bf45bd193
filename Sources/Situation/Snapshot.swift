public import FieldModel
public import SyncCore

/// The records of a space at one moment, by what models and pages ask of them.
public struct Snapshot: Sendable {
    /// By kind, in each as they came.
    private let byKind: [KindNumber: [RecordView]]
    /// Where each record stands among those of its kind.
    private let places: [RecordKey: Int]
    /// Ascending by the area's id, so that the same records always give the same.
    private let boundaries: [(area: RecordID, boundary: Boundary)]

    /// Keeps records, each once.
    public init(_ records: [RecordView]) {
        var byKind: [KindNumber: [RecordView]] = [:]
        var places: [RecordKey: Int] = [:]
        places.reserveCapacity(records.count)
        for view in records where places[view.key] == nil {
            places[view.key] = byKind[view.key.kind]?.count ?? 0
            byKind[view.key.kind, default: []].append(view)
        }
        self.byKind = byKind
        self.places = places
        boundaries = byKind[.area, default: []].compactMap { view in
            guard !view.isWithdrawn, let text = view[Area.boundary] else { return nil }
            return Boundary(geoJSON: text).map { (view.key.id, $0) }
        }
        .sorted { $0.area < $1.area }
    }

    /// Withdrawn ones too; in no order.
    public var records: some Collection<RecordView> { byKind.values.joined() }

    /// Withdrawn ones too; in no order.
    public func records(of kind: KindNumber) -> [RecordView] { byKind[kind, default: []] }

    /// Those that are not withdrawn; in no order.
    public func present(_ kind: KindNumber) -> [RecordView] { records(of: kind).filter { !$0.isWithdrawn } }

    public subscript(key: RecordKey) -> RecordView? { places[key].flatMap { byKind[key.kind]?[$0] } }

    /// Incidents and observations that are not withdrawn, one of each linked group.
    var countedEvents: [SituationEvent] {
        let events = [KindNumber.observation, .incident].flatMap { kind in
            records(of: kind).compactMap { SituationEvent($0, areaOf: area(of:)) }
        }
        var groups = EventGroups(links: records(of: .link))
        return groups.representatives(of: events)
    }

    /// Where incidents and observations are that are not withdrawn, one of each linked group.
    ///
    /// - Parameters:
    ///   - from: the first day, by the clocks of Stockholm; `nil` for no bound.
    ///   - until: the last day. Where either is given, what has no time is left out.
    /// - Returns: in no order; what has no position is left out.
    public func eventPositions(
        from: CalendarDate? = nil,
        until: CalendarDate? = nil
    ) -> [(key: RecordKey, position: Position)] {
        countedEvents.compactMap { event in
            guard let view = self[event.key], let position = position(of: view) else { return nil }
            guard from != nil || until != nil else { return (event.key, position) }
            guard let day = event.day, from.map({ day >= $0 }) ?? true, until.map({ day <= $0 }) ?? true
            else { return nil }
            return (event.key, position)
        }
    }

    /// The areas and weeks in which someone walked or checked a settlement.
    var visits: Set<Cell> {
        Set((records(of: .walk) + records(of: .settlementCheck)).compactMap(visit))
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

    /// A record's area, else that of its place, else the one within whose boundary it lies, else that of the
    /// walk or the settlement that it belongs to.
    public func area(of view: RecordView) -> RecordID? {
        if let area = id(in: view, Self.areaFields) { return area }
        if let area = record(.place, id(in: view, Self.placeFields))?[Place.area] { return area }
        if let area = position(of: view).flatMap(area(at:)) { return area }
        let owner =
            switch view.key.kind {
            case .observation: record(.walk, view[Observation.walk])
            case .settlementCheck: record(.settlement, view[SettlementCheck.settlement])
            case .cleanup: record(.settlement, view[Cleanup.settlement])
            default: nil as RecordView?
            }
        // Walks and settlements belong to no other record, so that the search ends.
        return owner.flatMap(area(of:))
    }

    /// The area within whose boundary a position lies; of several the one with the least id.
    public func area(at position: Position) -> RecordID? {
        boundaries.first { $0.boundary.contains(position) }?.area
    }

    /// Where a record is: its own position, else that of its place, else of its settlement.
    public func position(of view: RecordView) -> Position? {
        let own = Self.positionFields[view.key.kind].flatMap(view.shown)
        if let position = own.flatMap(Position.init(fieldValue:)) { return position }
        if let place = record(.place, id(in: view, Self.placeFields)) { return place[Place.position] }
        let settlement =
            switch view.key.kind {
            case .settlementCheck: record(.settlement, view[SettlementCheck.settlement])
            case .cleanup: record(.settlement, view[Cleanup.settlement])
            default: nil as RecordView?
            }
        return settlement.flatMap(position(of:))
    }

    private func record(_ kind: KindNumber, _ id: RecordID?) -> RecordView? {
        id.flatMap { self[RecordKey(kind: kind, id: $0)] }
    }

    private func id(in view: RecordView, _ fields: [KindNumber: FieldNumber]) -> RecordID? {
        if case .id(let id)? = fields[view.key.kind].flatMap(view.shown) { id } else { nil }
    }

    // Which field of each kind tells where: asked of every record there is.

    private static let areaFields = numbers { $0.areaField }
    private static let placeFields = numbers { $0.placeField }
    private static let positionFields = numbers { $0["position"] }

    private static func numbers(_ field: (KindDefinition) -> FieldDefinition?) -> [KindNumber: FieldNumber] {
        let found = Catalogue.kinds.compactMap { kind in field(kind).map { (kind.number, $0.number) } }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }
}
