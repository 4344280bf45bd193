import SyncCore

/// The fields that listings of several kinds ask each kind for.
extension KindDefinition {
    /// When it happened: an instant or a day; `nil` for kinds that are of no time.
    public var timeField: FieldDefinition? { Self.timeFields[number].flatMap { self[$0] } }

    /// Where it happened: the area's field.
    public var areaField: FieldDefinition? { self["area"] }

    /// Where it happened: the place's field.
    public var placeField: FieldDefinition? { self["place"] }

    /// How far it has been dealt with.
    public var statusField: FieldDefinition? { self["status"] ?? self["state"] }

    private static let timeFields: [KindNumber: FieldNumber] = [
        .walk: Walk.startedAt.number,
        .observation: Observation.observedAt.number,
        .incident: Incident.occurredAt.number,
        .settlement: Settlement.firstSeenOn.number,
        .settlementCheck: SettlementCheck.checkedAt.number,
        .cleanup: Cleanup.cleanedOn.number,
        .action: Action.dueOn.number,
        .survey: Survey.openedOn.number,
        .surveyResponse: SurveyResponse.answeredOn.number,
        .unlawfulInfluence: UnlawfulInfluence.occurredOn.number,
        .statistic: Statistic.retrievedOn.number,
    ]
}
