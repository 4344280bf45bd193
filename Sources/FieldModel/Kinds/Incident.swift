public import SyncCore

/// An event that someone reported.
public enum Incident: Kind {
    public static let area = Field<RecordID>(
        16,
        "area",
        "område",
        form: .reference(.area),
        [.indexed, .required]
    )
    public static let place = Field<RecordID>(17, "place", "plats", form: .reference(.place), [.indexed])
    public static let position = Field<Position>(18, "position", "läge")
    public static let occurredAt = Field<Instant>(19, "occurred_at", "inträffade", [.indexed, .required])
    public static let category = Field<Category>(20, "category", "kategori", [.indexed, .required])
    /// A merge never lowers it.
    ///
    /// Where it is missing, the category's default holds.
    public static let gravity = Field<Gravity>(
        21,
        "gravity",
        "allvar",
        policy: .highest(Gravity.order),
        [.indexed]
    )
    public static let reportedBy = Field<Reporter>(22, "reported_by", "rapporterades av", [.indexed])
    public static let description = Field<String>(23, "description", "beskrivning", [.searched])

    public static let definition = KindDefinition(
        .incident,
        "incident",
        "händelse",
        fields: [area, place, position, occurredAt, category, gravity, reportedBy, description]
    )
}
