/// The five areas that the partners work on together.
public enum PriorityArea: UInt32, Choice {
    case youthAtRisk = 1
    case unsafePlaces = 2
    case systemThreateningCrime = 3
    case vulnerableVictims = 4
    case criminalLifestyles = 5

    public var definition: ChoiceDefinition {
        switch self {
        case .youthAtRisk: named("youth_at_risk", "unga i riskzon")
        case .unsafePlaces:
            named(
                "unsafe_places",
                "otrygga och brottsutsatta platser",
                english: "unsafe and crime-exposed places"
            )
        case .systemThreateningCrime:
            named(
                "system_threatening_crime",
                "systemhotande brottslighet",
                english: "crime that threatens the system"
            )
        case .vulnerableVictims:
            named(
                "vulnerable_victims",
                "särskilt utsatta brottsoffer",
                english: "particularly vulnerable victims"
            )
        case .criminalLifestyles:
            named(
                "criminal_lifestyles",
                "kriminella miljöer och livsstilar",
                english: "criminal environments and lifestyles"
            )
        }
    }
}
