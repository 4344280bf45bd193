public import SyncCore

/// One respondent's answers; anonymous, and by the day only.
public enum SurveyResponse: Kind {
    public static let survey = Field<RecordID>(
        16,
        "survey",
        "enkät",
        form: .reference(.survey),
        [.indexed, .required]
    )
    public static let answeredOn = Field<CalendarDate>(
        17,
        "answered_on",
        "besvarades",
        [.indexed, .required]
    )
    public static let area = Field<RecordID>(18, "area", "område", form: .reference(.area), [.indexed])
    public static let ageBand = Field<AgeBand>(19, "age_band", "åldersgrupp", [.indexed])
    public static let gender = Field<Gender>(20, "gender", "kön", [.indexed])
    /// From 1, very unsafe, to 4, very safe.
    public static let feelsSafe = Field<Int>(
        21,
        "feels_safe",
        "känner sig trygg",
        form: .integer(1...4),
        [.indexed]
    )
    public static let avoids = SetField<RecordID>(
        22,
        "avoids",
        "undviker",
        form: .reference(.place),
        [.indexed]
    )
    public static let afraidOf = SetField<Fear>(23, "afraid_of", "rädd för", [.indexed])
    public static let comment = Field<String>(24, "comment", "kommentar", [.searched])

    public static let definition = KindDefinition(
        .surveyResponse,
        "survey_response",
        "enkätsvar",
        fields: [survey, answeredOn, area, ageBand, gender, feelsSafe, avoids, afraidOf, comment]
    )
}
