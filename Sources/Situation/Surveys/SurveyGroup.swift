public import FieldModel

/// Those who answered, or a part of them.
public enum SurveyGroup: Hashable, Sendable {
    case all
    /// `nil` for those of whom it is not known.
    case gender(Gender?)
    case age(AgeBand?)

    /// In the order in which they are shown.
    static let ordered: [SurveyGroup] =
        [.all] + Gender.allCases.map { .gender($0) } + [.gender(nil)] + AgeBand.allCases.map { .age($0) }
        + [.age(nil)]

    /// The parts that the whole is parted into at a time: what one of them hides could be told from the rest.
    static let partitions: [[SurveyGroup]] = [
        Gender.allCases.map { .gender($0) } + [.gender(nil)], AgeBand.allCases.map { .age($0) } + [.age(nil)],
    ]

    func holds(_ answer: SurveyAnswer) -> Bool {
        switch self {
        case .all: true
        case .gender(let gender): answer.gender == gender
        case .age(let band): answer.age == band
        }
    }
}
