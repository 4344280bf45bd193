public import SyncCore

/// A clean-up of a settlement or of a place.
public enum Cleanup: Kind {
    public static let settlement = Field<RecordID>(
        16,
        "settlement",
        "bosättning",
        form: .reference(.settlement),
        [.indexed]
    )
    public static let place = Field<RecordID>(17, "place", "plats", form: .reference(.place), [.indexed])
    public static let cleanedOn = Field<CalendarDate>(18, "cleaned_on", "sanerades", [.indexed, .required])
    public static let cost = Field<Money>(19, "cost_sek", "kostnad", english: "cost", unit: "kr")
    public static let volume = Field<Volume>(20, "volume_m3", "volym", english: "volume", unit: "m³")
    /// An organisation, never a person.
    public static let contractor = Field<String>(21, "contractor", "utförare", form: .line, [.searched])
    /// An organisation, never a person.
    public static let paidBy = Field<String>(22, "paid_by", "betalades av", form: .line, [.searched])

    public static let definition = KindDefinition(
        .cleanup,
        "cleanup",
        "sanering",
        english: "clean-up",
        needsOneOf: [[settlement.number, place.number]],
        fields: [settlement, place, cleanedOn, cost, volume, contractor, paidBy]
    )
}
