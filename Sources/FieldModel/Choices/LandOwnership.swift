/// Who owns the land, which decides who may act.
public enum LandOwnership: UInt32, Choice {
    case municipal = 1
    case `private` = 2
    case publicTransport = 3
    case mixed = 4
    case unknown = 5

    public var definition: ChoiceDefinition {
        switch self {
        case .municipal: named("municipal", "kommunal")
        case .private: named("private", "privat")
        case .publicTransport: named("public_transport", "trafikbolagets", english: "public transport")
        case .mixed: named("mixed", "blandad")
        case .unknown: named("unknown", "okänd")
        }
    }
}
