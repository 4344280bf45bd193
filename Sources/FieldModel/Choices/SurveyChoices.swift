/// Where a survey was handed out.
public enum SurveyOccasion: UInt32, Choice {
    case walk = 1
    case dialogue = 2
    case summerSquare = 3

    public var definition: ChoiceDefinition {
        switch self {
        case .walk: named("walk", "vandring")
        case .dialogue: named("dialogue", "dialog")
        case .summerSquare: named("summer_square", "sommartorg")
        }
    }
}

/// A respondent's age, in bands wide enough to hide in.
public enum AgeBand: UInt32, Choice {
    case under16 = 1
    case from16To24 = 2
    case from25To44 = 3
    case from45To64 = 4
    case from65To79 = 5
    case from80 = 6

    public var definition: ChoiceDefinition {
        switch self {
        case .under16: named("under_16", "under 16 år", english: "under 16")
        case .from16To24: named("from_16_to_24", "16–24 år", english: "16–24")
        case .from25To44: named("from_25_to_44", "25–44 år", english: "25–44")
        case .from45To64: named("from_45_to_64", "45–64 år", english: "45–64")
        case .from65To79: named("from_65_to_79", "65–79 år", english: "65–79")
        case .from80: named("from_80", "80 år eller äldre", english: "80 or older")
        }
    }
}

/// A respondent's gender.
public enum Gender: UInt32, Choice {
    case woman = 1
    case man = 2
    case other = 3
    case notStated = 4

    public var definition: ChoiceDefinition {
        switch self {
        case .woman: named("woman", "kvinna")
        case .man: named("man", "man")
        case .other: named("other", "annat")
        case .notStated: named("not_stated", "vill inte svara")
        }
    }
}

/// What a respondent is afraid of.
public enum Fear: UInt32, Choice {
    case robbery = 1
    case assault = 2
    case sexualOffence = 3
    case threat = 4
    case shooting = 5
    case explosion = 6
    case theft = 7
    case drugDealing = 8
    case drunkPeople = 9
    case youthGroups = 10
    case traffic = 11
    case other = 12

    public var definition: ChoiceDefinition {
        switch self {
        case .robbery: named("robbery", "rån")
        case .assault: named("assault", "misshandel")
        case .sexualOffence: named("sexual_offence", "sexualbrott")
        case .threat: named("threat", "hot")
        case .shooting: named("shooting", "skjutning")
        case .explosion: named("explosion", "sprängning")
        case .theft: named("theft", "stöld")
        case .drugDealing: named("drug_dealing", "narkotikahandel")
        case .drunkPeople: named("drunk_people", "berusade personer")
        case .youthGroups: named("youth_groups", "ungdomsgäng")
        case .traffic: named("traffic", "trafik")
        case .other: named("other", "annat")
        }
    }
}
