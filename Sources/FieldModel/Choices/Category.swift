/// What an observation or an incident is about.
public enum Category: UInt32, Choice {
    case lighting = 1
    case vegetationOrVisibility = 2
    case litter = 3
    case graffiti = 4
    case vandalism = 5
    case noise = 6
    case alcoholWhereForbidden = 7
    case groupDisorder = 8
    case youthGathering = 9
    case openDrugDealing = 10
    case dumping = 11
    case abandonedVehicle = 12
    case unsafeTraffic = 13
    case feelingUnsafe = 14
    case extremistSign = 15
    case threat = 16
    case violence = 17
    case robbery = 18
    case weaponFound = 19
    case fireOrArson = 20
    case shooting = 21
    case explosion = 22
    case other = 23

    public var definition: ChoiceDefinition {
        switch self {
        case .lighting: named("lighting", "belysning")
        case .vegetationOrVisibility: named("vegetation_or_visibility", "växtlighet eller skymd sikt")
        case .litter: named("litter", "nedskräpning")
        case .graffiti: named("graffiti", "klotter")
        case .vandalism: named("vandalism", "skadegörelse")
        case .noise: named("noise", "störande ljud")
        case .alcoholWhereForbidden: named("alcohol_where_forbidden", "alkohol där förbud råder")
        case .groupDisorder: named("group_disorder", "ordningsstörning i grupp")
        case .youthGathering: named("youth_gathering", "ungdomar som samlas")
        case .openDrugDealing: named("open_drug_dealing", "öppen narkotikahandel")
        case .dumping: named("dumping", "dumpning")
        case .abandonedVehicle: named("abandoned_vehicle", "övergivet fordon")
        case .unsafeTraffic: named("unsafe_traffic", "otrygg trafik")
        case .feelingUnsafe: named("feeling_unsafe", "upplevd otrygghet")
        case .extremistSign: named("extremist_sign", "extremistiskt budskap")
        case .threat: named("threat", "hot")
        case .violence: named("violence", "våld")
        case .robbery: named("robbery", "rån")
        case .weaponFound: named("weapon_found", "vapenfynd")
        case .fireOrArson: named("fire_or_arson", "brand")
        case .shooting: named("shooting", "skjutning")
        case .explosion: named("explosion", "sprängning")
        case .other: named("other", "annat")
        }
    }

    /// The gravity that holds until a person says otherwise.
    public var defaultGravity: Gravity {
        switch self {
        case .lighting, .vegetationOrVisibility, .litter, .graffiti, .noise, .alcoholWhereForbidden,
            .youthGathering, .abandonedVehicle, .unsafeTraffic, .other:
            .mild
        case .vandalism, .groupDisorder, .openDrugDealing, .dumping, .feelingUnsafe, .extremistSign, .threat:
            .worrying
        case .violence, .robbery, .weaponFound, .fireOrArson: .serious
        case .shooting, .explosion: .critical
        }
    }
}
