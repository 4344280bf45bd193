/// Who told of an incident: a role, never a person.
public enum Reporter: UInt32, Choice {
    case police = 1
    case `guard` = 2
    case school = 3
    case propertyOwner = 4
    case resident = 5
    case staff = 6

    public var definition: ChoiceDefinition {
        switch self {
        case .police: named("police", "polis")
        case .guard: named("guard", "ordningsvakt")
        case .school: named("school", "skola")
        case .propertyOwner: named("property_owner", "fastighetsägare")
        case .resident: named("resident", "boende")
        case .staff: named("staff", "personal")
        }
    }
}
