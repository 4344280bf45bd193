public import FieldModel
public import SyncCore

/// What people have said of an area in a week.
public struct DecidedLevel: Hashable, Sendable {
    public let key: RecordKey
    public let area: RecordID
    public let week: ISOWeek
    public let level: SituationLevel
    /// What model 1 proposed when the person decided; `nil` where nobody had been there yet, or it is not
    /// known.
    public let proposed: SituationLevel?
    public let state: AssessmentState?
    public let justification: String?
    /// Two people said different things, and nobody has settled it yet.
    public let isContested: Bool

    /// - Returns: `nil` for a withdrawn record, one of another kind, and one without a level or a week that
    ///   exists.
    public init?(_ view: RecordView) {
        guard view.key.kind == .weeklyAssessment, !view.isWithdrawn,
            let area = view[WeeklyAssessment.area], let year = view[WeeklyAssessment.isoYear],
            let number = view[WeeklyAssessment.isoWeek], let week = ISOWeek(year: year, week: number),
            let level = view[WeeklyAssessment.level].flatMap(SituationLevel.init(rawValue:))
        else { return nil }
        key = view.key
        self.area = area
        self.week = week
        self.level = level
        proposed = view[WeeklyAssessment.proposedLevel].flatMap(SituationLevel.init(rawValue:))
        state = view[WeeklyAssessment.state]
        justification = view[WeeklyAssessment.justification]
        isContested = view.hasOpenConflict
    }
}

/// Every level that people have decided.
public struct DecidedLevels: Sendable {
    private let levels: [Cell: DecidedLevel]

    /// Reads a snapshot; of several records of one area and week, which natural keys rule out, the one with
    /// the least id.
    public init(in snapshot: Snapshot) {
        let decided = snapshot.records(of: .weeklyAssessment).compactMap(DecidedLevel.init)
        levels = Dictionary(
            decided.map { (Cell(area: $0.area, week: $0.week), $0) },
            uniquingKeysWith: { $0.key < $1.key ? $0 : $1 }
        )
    }

    /// `nil` while nobody has decided.
    public subscript(area area: RecordID, week week: ISOWeek) -> DecidedLevel? {
        levels[Cell(area: area, week: week)]
    }

    /// Weeks in which something is decided, ascending.
    public var weeks: [ISOWeek] { Set(levels.keys.map(\.week)).sorted() }
}

/// How often people decided otherwise than model 1 proposes.
public struct LevelAgreement: Hashable, Sendable {
    public internal(set) var same = 0
    /// Decided higher than proposed.
    public internal(set) var higher = 0
    public internal(set) var lower = 0
    /// Decided though nobody had been there or reported, so that there was nothing to propose from.
    public internal(set) var unseen = 0

    public init() {}

    /// Those that were compared.
    public var compared: Int { same + higher + lower }

    /// Those that were compared, and those that could not be.
    public var decided: Int { compared + unseen }

    public static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.same += right.same
        sum.higher += right.higher
        sum.lower += right.lower
        sum.unseen += right.unseen
        return sum
    }
}
