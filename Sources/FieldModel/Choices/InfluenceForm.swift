/// How someone tried to sway a member of staff.
public enum InfluenceForm: UInt32, Choice {
    case verbal = 1
    case written = 2
    case implied = 3

    public var definition: ChoiceDefinition {
        switch self {
        case .verbal: named("verbal", "muntlig")
        case .written: named("written", "skriftlig")
        case .implied: named("implied", "underförstådd")
        }
    }
}
