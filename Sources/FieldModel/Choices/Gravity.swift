public import SyncCore

/// How grave an observation or an incident is.
public enum Gravity: UInt32, Choice, Comparable {
    case mild = 1
    case worrying = 2
    case serious = 3
    case critical = 4

    /// The order in which a merge never lowers it; a number of a later version ranks highest.
    public static let order = DeclaredOrder.ranks(allCases.map(\.rawValue))

    public var definition: ChoiceDefinition {
        switch self {
        case .mild: named("mild", "lindrig")
        case .worrying: named("worrying", "oroande")
        case .serious: named("serious", "allvarlig")
        case .critical: named("critical", "kritisk")
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// How likely a fire is at a settlement.
public enum FireRisk: UInt32, Choice, Comparable {
    case low = 1
    case moderate = 2
    case high = 3
    case acute = 4

    /// The order in which a merge never lowers it; a number of a later version ranks highest.
    public static let order = DeclaredOrder.ranks(allCases.map(\.rawValue))

    public var definition: ChoiceDefinition {
        switch self {
        case .low: named("low", "låg")
        case .moderate: named("moderate", "måttlig")
        case .high: named("high", "hög")
        case .acute: named("acute", "akut")
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
