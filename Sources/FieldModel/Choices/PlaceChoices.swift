/// What is of concern at a place.
public enum Concern: UInt32, Choice {
    case openDrugScene = 1
    case drugDealing = 2
    case youthDisorder = 3
    case disorder = 4
    case unauthorisedSettlement = 5
    case dumping = 6
    case violence = 7
    case feelingUnsafe = 8
    case unsafeTraffic = 9
    case other = 10

    public var definition: ChoiceDefinition {
        switch self {
        case .openDrugScene: named("open_drug_scene", "öppen drogscen")
        case .drugDealing: named("drug_dealing", "narkotikahandel")
        case .youthDisorder: named("youth_disorder", "ordningsstörningar av unga")
        case .disorder: named("disorder", "ordningsstörningar")
        case .unauthorisedSettlement: named("unauthorised_settlement", "olovlig bosättning")
        case .dumping: named("dumping", "dumpning")
        case .violence: named("violence", "våld")
        case .feelingUnsafe: named("feeling_unsafe", "upplevd otrygghet")
        case .unsafeTraffic: named("unsafe_traffic", "otrygg trafik")
        case .other: named("other", "annat")
        }
    }
}

/// What has been permitted or ordered at a place.
public enum Permit: UInt32, Choice {
    case guardsPermitted = 1
    case guardsAppliedFor = 2
    case stayBan = 3
    case cameraSurveillance = 4
    case alcoholBan = 5

    public var definition: ChoiceDefinition {
        switch self {
        case .guardsPermitted: named("guards_permitted", "ordningsvakter förordnade")
        case .guardsAppliedFor: named("guards_applied_for", "ordningsvakter sökta")
        case .stayBan: named("stay_ban", "vistelseförbud")
        case .cameraSurveillance: named("camera_surveillance", "kamerabevakning")
        case .alcoholBan: named("alcohol_ban", "alkoholförbud")
        }
    }
}

/// How urgent a place is among the others.
public enum PlacePriority: UInt32, Choice {
    case low = 1
    case medium = 2
    case high = 3

    public var definition: ChoiceDefinition {
        switch self {
        case .low: named("low", "låg")
        case .medium: named("medium", "medel")
        case .high: named("high", "hög")
        }
    }
}
