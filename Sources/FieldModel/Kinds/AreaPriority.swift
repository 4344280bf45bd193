public import SyncCore

/// How an area stands in one of the five priority areas in a year.
public enum AreaPriority: Kind {
    public static let area = Field<RecordID>(16, "area", "område", form: .reference(.area), .key)
    public static let priorityArea = Field<PriorityArea>(17, "priority_area", "samverkansområde", .key)
    public static let year = Field<Int>(18, "year", "år", form: .integer(2_000...2_100), .key)
    public static let needsAction = Field<Bool>(
        19,
        "needs_action",
        "behöver åtgärd",
        policy: .decide,
        [.indexed]
    )
    public static let comment = Field<String>(20, "comment", "kommentar", [.searched])
    public static let goal = Field<String>(21, "goal", "mål", [.searched])

    public static let definition = KindDefinition(
        .areaPriority,
        "area_priority",
        "samverkansområde, bedömning",
        english: "priority area, assessment",
        fields: [area, priorityArea, year, needsAction, comment, goal]
    )
}
