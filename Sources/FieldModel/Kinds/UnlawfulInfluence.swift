public import SyncCore

/// An attempt to sway staff by threat.
///
/// It lives in a space of its own; the reporter is only ever a pseudonym.
public enum UnlawfulInfluence: Kind {
    public static let form = Field<InfluenceForm>(16, "form", "form", [.indexed, .required])
    public static let unit = Field<String>(17, "unit", "enhet", form: .line, [.indexed, .searched])
    public static let occurredOn = Field<CalendarDate>(
        18,
        "occurred_on",
        "inträffade",
        [.indexed, .required]
    )
    public static let reportedToPolice = Field<Bool>(19, "reported_to_police", "polisanmält", [.indexed])
    public static let description = Field<String>(20, "description", "beskrivning", [.searched])

    public static let definition = KindDefinition(
        .unlawfulInfluence,
        "unlawful_influence",
        "otillåten påverkan",
        fields: [form, unit, occurredOn, reportedToPolice, description]
    )
}
