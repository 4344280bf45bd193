public import SyncCore

/// A named place.
///
/// Its name is its key: it is renamed by ``shownName`` and found by both.
public enum Place: Kind {
    public static let area = Field<RecordID>(16, "area", "område", form: .reference(.area), .key)
    public static let name = Field<String>(17, "name", "namn", form: .line, [.key, .searched])
    public static let shownName = Field<String>(18, "shown_name", "visat namn", form: .line, [.searched])
    public static let position = Field<Position>(19, "position", "läge")
    public static let concerns = SetField<Concern>(20, "concerns", "problembild", [.indexed])
    public static let land = Field<LandOwnership>(21, "land", "mark", [.indexed])
    public static let priority = Field<PlacePriority>(22, "priority", "prioritet", [.indexed])
    public static let causeAnalysis = Field<String>(23, "cause_analysis", "orsaksanalys", [.searched])
    public static let permits = SetField<Permit>(24, "permits", "tillstånd", [.indexed])

    public static let definition = KindDefinition(
        .place,
        "place",
        "plats",
        fields: [area, name, shownName, position, concerns, land, priority, causeAnalysis, permits]
    )
}
