public import SyncCore

/// What someone saw in the field.
public enum Observation: Kind {
    public static let walk = Field<RecordID>(16, "walk", "vandring", form: .reference(.walk), [.indexed])
    public static let category = Field<Category>(17, "category", "kategori", [.indexed, .required])
    /// A merge never lowers it.
    ///
    /// Where it is missing, the category's default holds.
    public static let gravity = Field<Gravity>(
        18,
        "gravity",
        "allvar",
        policy: .highest(Gravity.order),
        [.indexed]
    )
    public static let area = Field<RecordID>(19, "area", "område", form: .reference(.area), [.indexed])
    public static let place = Field<RecordID>(20, "place", "plats", form: .reference(.place), [.indexed])
    public static let position = Field<Position>(21, "position", "läge")
    public static let observedAt = Field<Instant>(22, "observed_at", "iakttogs", [.indexed, .required])
    public static let description = Field<String>(23, "description", "beskrivning", [.searched])
    public static let measures = SetField<String>(24, "measures", "åtgärder", form: .line, [.searched])
    /// An organisation, never a person.
    public static let responsible = Field<String>(
        25,
        "responsible",
        "ansvarig organisation",
        english: "responsible organisation",
        form: .line,
        [.indexed, .searched]
    )
    public static let status = Field<ObservationStatus>(26, "status", "status", policy: .decide, [.indexed])
    public static let tags = SetField<String>(27, "tags", "etiketter", form: .line, [.indexed, .searched])
    public static let photos = SetField<Photo>(28, "photos", "bilder")

    public static let definition = KindDefinition(
        .observation,
        "observation",
        "iakttagelse",
        fields: [
            walk, category, gravity, area, place, position, observedAt, description, measures, responsible,
            status, tags, photos,
        ]
    )
}
