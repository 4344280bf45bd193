public import SyncCore

/// An unauthorised settlement.
///
/// Who owns the land decides who may act.
public enum Settlement: Kind {
    public static let place = Field<RecordID>(16, "place", "plats", form: .reference(.place), [.indexed])
    public static let area = Field<RecordID>(17, "area", "område", form: .reference(.area), [.indexed])
    public static let position = Field<Position>(18, "position", "läge")
    public static let land = Field<LandOwnership>(19, "land", "mark", [.indexed])
    /// An organisation, never a person.
    public static let landowner = Field<String>(20, "landowner", "markägare", form: .line, [.searched])
    public static let firstSeenOn = Field<CalendarDate>(21, "first_seen_on", "sågs först", [.indexed])
    public static let status = Field<SettlementStatus>(22, "status", "status", policy: .decide, [.indexed])

    public static let definition = KindDefinition(
        .settlement,
        "settlement",
        "olovlig bosättning",
        english: "unauthorised settlement",
        needsOneOf: [[place.number, area.number, position.number]],
        fields: [place, area, position, land, landowner, firstSeenOn, status]
    )
}
