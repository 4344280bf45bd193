public import SyncCore

/// The situation level that a person gives an area for a week.
///
/// One record for each area and week.
public enum WeeklyAssessment: Kind {
    public static let area = Field<RecordID>(16, "area", "område", form: .reference(.area), .key)
    public static let isoYear = Field<Int>(
        17,
        "iso_year",
        "år",
        english: "year",
        form: .integer(2_000...2_100),
        .key
    )
    public static let isoWeek = Field<Int>(
        18,
        "iso_week",
        "vecka",
        english: "week",
        form: .integer(1...53),
        .key
    )
    /// What model 1 proposed when the person decided; both are kept.
    public static let proposedLevel = Field<Int>(
        19,
        "proposed_level",
        "föreslagen nivå",
        form: .integer(1...5)
    )
    public static let justification = Field<String>(20, "justification", "motivering", [.searched])
    public static let organisations = SetField<String>(
        21,
        "organisations",
        "organisationer",
        form: .line,
        [.searched]
    )
    public static let level = Field<Int>(
        520,
        "level",
        "nivå",
        form: .integer(1...5),
        policy: .decide,
        [.indexed]
    )
    public static let state = Field<AssessmentState>(521, "state", "status", [.indexed])

    public static let definition = KindDefinition(
        .weeklyAssessment,
        "weekly_assessment",
        "veckobedömning",
        fields: [area, isoYear, isoWeek, proposedLevel, justification, organisations, level, state]
    )
}
