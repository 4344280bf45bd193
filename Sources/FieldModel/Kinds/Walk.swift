public import SyncCore

/// A safety walk, a round or a dialogue.
public enum Walk: Kind {
    public static let type = Field<WalkType>(16, "type", "typ", [.indexed, .required])
    public static let title = Field<String>(17, "title", "rubrik", form: .line, [.searched])
    public static let area = Field<RecordID>(18, "area", "område", form: .reference(.area), [.indexed])
    public static let place = Field<RecordID>(19, "place", "plats", form: .reference(.place), [.indexed])
    public static let startedAt = Field<Instant>(20, "started_at", "började", [.indexed])
    public static let endedAt = Field<Instant>(21, "ended_at", "slutade", [.indexed])
    public static let participants = Field<Int>(22, "participants", "antal deltagare")
    public static let organisations = SetField<String>(
        23,
        "organisations",
        "organisationer",
        form: .line,
        [.searched]
    )
    public static let notes = Field<String>(24, "notes", "anteckningar", [.searched])

    public static let definition = KindDefinition(
        .walk,
        "walk",
        "vandring",
        fields: [
            type, title, area, place, startedAt, endedAt, participants, organisations, notes,
        ]
    )
}
