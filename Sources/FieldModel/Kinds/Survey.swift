public import SyncCore

/// A set of questions put to residents on one occasion.
public enum Survey: Kind {
    public static let title = Field<String>(16, "title", "rubrik", form: .line, [.searched, .required])
    public static let occasion = Field<SurveyOccasion>(17, "occasion", "tillfälle", [.indexed])
    public static let openedOn = Field<CalendarDate>(18, "opened_on", "öppnades", [.indexed])
    public static let closedOn = Field<CalendarDate>(19, "closed_on", "stängdes", [.indexed])

    public static let definition = KindDefinition(
        .survey,
        "survey",
        "enkät",
        fields: [title, occasion, openedOn, closedOn]
    )
}
