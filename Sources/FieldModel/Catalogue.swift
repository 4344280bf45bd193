public import SyncCore

/// The schema of the domain, for a ``Replica``.
public let schema = Schema(kinds: Catalogue.kinds.map(\.schema))

/// Every kind with its fields and words: what the command line, JSON and the server drive themselves by.
public enum Catalogue {
    /// Ascending by number.
    public static let kinds: [KindDefinition] = [
        Area.definition, Place.definition, Walk.definition, Observation.definition, Incident.definition,
        Settlement.definition, SettlementCheck.definition, Cleanup.definition, WeeklyAssessment.definition,
        Action.definition, AreaPriority.definition, Survey.definition, SurveyResponse.definition,
        UnlawfulInfluence.definition, Statistic.definition, Question.definition, Link.definition,
    ]

    private static let byNumber = Dictionary(uniqueKeysWithValues: kinds.map { ($0.number, $0) })
    private static let byName = Dictionary(uniqueKeysWithValues: kinds.map { ($0.name, $0) })

    public static func kind(_ number: KindNumber) -> KindDefinition? { byNumber[number] }

    /// The kind of this stable name, spelt exactly.
    public static func kind(named name: String) -> KindDefinition? { byName[name] }
}
