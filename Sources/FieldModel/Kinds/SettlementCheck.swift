public import SyncCore

/// One visit to a settlement.
public enum SettlementCheck: Kind {
    public static let settlement = Field<RecordID>(
        16,
        "settlement",
        "bosättning",
        form: .reference(.settlement),
        [.indexed, .required]
    )
    public static let checkedAt = Field<Instant>(17, "checked_at", "kontrollerades", [.indexed, .required])
    /// A merge never lowers it.
    public static let shelters = Field<Int>(
        18,
        "shelters",
        "antal skydd",
        english: "number of shelters",
        policy: .highest(.number)
    )
    /// A count and nothing else: nobody is described.
    public static let personsEstimate = Field<Int>(19, "persons_estimate", "uppskattat antal personer")
    /// A merge never lowers it.
    public static let fireRisk = Field<FireRisk>(
        20,
        "fire_risk",
        "brandrisk",
        policy: .highest(FireRisk.order),
        [.indexed]
    )
    public static let waste = Field<Volume>(21, "waste_m3", "avfall", english: "waste", unit: "m³")
    public static let actionTaken = Field<String>(22, "action_taken", "vidtagen åtgärd", [.searched])
    public static let policePresent = Field<Bool>(23, "police_present", "polis på plats")
    public static let notes = Field<String>(24, "notes", "anteckningar", [.searched])

    public static let definition = KindDefinition(
        .settlementCheck,
        "settlement_check",
        "bosättningskontroll",
        fields: [
            settlement, checkedAt, shelters, personsEstimate, fireRisk, waste, actionTaken, policePresent,
            notes,
        ]
    )
}
