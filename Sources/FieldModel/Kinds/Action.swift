public import SyncCore

/// Something that an organisation has taken on.
public enum Action: Kind {
    public static let priorityArea = Field<PriorityArea>(
        16,
        "priority_area",
        "samverkansområde",
        [.indexed]
    )
    public static let place = Field<RecordID>(17, "place", "plats", form: .reference(.place), [.indexed])
    public static let area = Field<RecordID>(18, "area", "område", form: .reference(.area), [.indexed])
    public static let title = Field<String>(19, "title", "rubrik", form: .line, [.searched, .required])
    /// An organisation, never a person.
    public static let responsible = Field<String>(
        20,
        "responsible",
        "ansvarig organisation",
        english: "responsible organisation",
        form: .line,
        [.indexed, .searched]
    )
    public static let dueOn = Field<CalendarDate>(21, "due_on", "klar senast", [.indexed])
    public static let status = Field<ActionStatus>(22, "status", "status", policy: .decide, [.indexed])
    public static let indicator = Field<String>(23, "indicator", "mått", [.searched])
    public static let followUp = Field<String>(24, "follow_up", "uppföljning", [.searched])
    public static let observations = SetField<RecordID>(
        25,
        "observations",
        "iakttagelser",
        form: .reference(.observation),
        [.indexed]
    )

    public static let definition = KindDefinition(
        .action,
        "action",
        "åtgärd",
        fields: [
            priorityArea, place, area, title, responsible, dueOn, status, indicator, followUp, observations,
        ]
    )
}
