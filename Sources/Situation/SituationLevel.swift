public import FieldModel

/// How an area stands in a week, from 1 to 5.
///
/// Source: *Lägesbild 2024* Hässelby-Vällingby, table 1.
public enum SituationLevel: Int, Hashable, Comparable, Sendable, CaseIterable {
    /// No or single mild events.
    case normal = 1
    /// Several mild, or single worrying events.
    case deviating = 2
    /// Several worrying, or single serious events.
    case worrying = 3
    /// Several serious events.
    case serious = 4
    /// Critical events, such as shootings and explosions; one is enough.
    case critical = 5

    public var label: Wording {
        switch self {
        case .normal: Wording(swedish: "normalt läge", english: "normal")
        case .deviating: Wording(swedish: "avvikande läge", english: "deviating")
        case .worrying: Wording(swedish: "oroande läge", english: "worrying")
        case .serious: Wording(swedish: "allvarligt läge", english: "serious")
        case .critical: Wording(swedish: "kritiskt läge", english: "critical")
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
