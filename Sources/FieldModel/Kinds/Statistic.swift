public import SyncCore

/// One imported figure with its source.
///
/// Two sources of one figure are two records.
public enum Statistic: Kind {
    public static let series = Field<String>(16, "series", "serie", form: .line, [.key, .searched])
    public static let subject = Field<String>(17, "subject", "avser", form: .line, [.key, .searched])
    /// As the source writes it: `2024`, `2023-12-31`, `2020-2024`.
    public static let period = Field<String>(18, "period", "period", form: .line, .key)
    public static let source = Field<String>(19, "source", "källa", form: .line, [.key, .searched])
    public static let referenceSubject = Field<String>(
        20,
        "reference_subject",
        "jämförs med",
        form: .line,
        [.searched]
    )
    public static let value = Field<Quantity>(21, "value", "värde", policy: .decide, .required)
    public static let unit = Field<String>(22, "unit", "enhet", form: .line)
    public static let retrievedOn = Field<CalendarDate>(23, "retrieved_on", "hämtades")
    /// Where the source renamed what it counts: the name under which both are counted.
    public static let countedAs = Field<String>(24, "counted_as", "räknas som", form: .line, [.searched])
    /// The part of the source's table.
    public static let group = Field<String>(25, "group", "grupp", form: .line, [.searched])
    /// Whether the source prints it as a sum of others; sums are compared, never counted.
    public static let isTotal = Field<Bool>(26, "is_total", "tryckt summa", english: "printed sum")

    public static let definition = KindDefinition(
        .statistic,
        "statistic",
        "statistik",
        fields: [
            series, subject, period, source, referenceSubject, value, unit, retrievedOn, countedAs, group,
            isTotal,
        ]
    )
}
