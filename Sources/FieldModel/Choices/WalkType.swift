/// What a walk is for.
public enum WalkType: UInt32, Choice {
    case safetyWalk = 1
    case settlementRound = 2
    case dumpingRound = 3
    case dialogue = 4
    case patrol = 5

    public var definition: ChoiceDefinition {
        switch self {
        case .safetyWalk: named("safety_walk", "trygghetsvandring")
        case .settlementRound: named("settlement_round", "bosättningsrond")
        case .dumpingRound: named("dumping_round", "dumpningsrond")
        case .dialogue: named("dialogue", "dialog")
        case .patrol: named("patrol", "rond")
        }
    }
}
