public import SyncCore

/// The numbers of the kinds.
///
/// A number is never reused, not even when its kind is gone.
extension KindNumber {
    public static let area = KindNumber(rawValue: 16)
    public static let place = KindNumber(rawValue: 17)
    public static let walk = KindNumber(rawValue: 18)
    public static let observation = KindNumber(rawValue: 19)
    public static let incident = KindNumber(rawValue: 20)
    public static let settlement = KindNumber(rawValue: 21)
    public static let settlementCheck = KindNumber(rawValue: 22)
    public static let cleanup = KindNumber(rawValue: 23)
    public static let weeklyAssessment = KindNumber(rawValue: 24)
    public static let action = KindNumber(rawValue: 25)
    public static let areaPriority = KindNumber(rawValue: 26)
    public static let survey = KindNumber(rawValue: 27)
    public static let surveyResponse = KindNumber(rawValue: 28)
    public static let unlawfulInfluence = KindNumber(rawValue: 29)
    public static let statistic = KindNumber(rawValue: 30)
    public static let question = KindNumber(rawValue: 31)
    public static let link = KindNumber(rawValue: 32)
}
