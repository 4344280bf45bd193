public import FieldModel
public import SyncCore

/// An area in a week, with what is proposed and what is decided side by side.
public struct LevelCell: Hashable, Sendable {
    /// Where a cell's level comes from.
    public enum Basis: String, Hashable, Sendable {
        case decided
        case proposed
        /// Nobody was there, and nobody has decided: there is no level.
        case notObserved = "not_observed"
    }

    public let proposal: LevelProposal
    /// `nil` while nobody has decided.
    public let decision: DecidedLevel?

    public var area: RecordID { proposal.area }
    public var week: ISOWeek { proposal.week }

    public var basis: Basis {
        if decision != nil { return .decided }
        return proposal.coverage == .observed ? .proposed : .notObserved
    }

    /// The level that counts: the decided one, else the proposed one; `nil` where nobody looked.
    public var level: SituationLevel? {
        decision?.level ?? (proposal.coverage == .observed ? proposal.level : nil)
    }

    /// Whether what has come since people decided, from laptops that synced late for instance, would now have
    /// another level proposed.
    ///
    /// Where it is not known what was proposed, since nobody had been there or the decision was imported,
    /// what they decided is compared.
    public var isProposedOtherwiseNow: Bool {
        guard let decision, proposal.coverage == .observed else { return false }
        return proposal.level != decision.proposed ?? decision.level
    }

    /// Something about it has still to be settled.
    public var isContested: Bool { decision?.isContested ?? !proposal.contested.isEmpty }
}

/// The weeks and areas of a snapshot, each with its level.
public struct LevelMatrix: Sendable {
    /// Weeks that a weekly meeting sees before the one that it judges.
    public static let trendWeeks = 8

    public let areas: [RecordID]
    public let weeks: [ISOWeek]
    /// A row for each week, in it a cell for each area.
    public let cells: [[LevelCell]]
    /// How far proposals and decisions agree, in the order of the weeks.
    public let agreements: [LevelAgreement]

    /// Puts proposals and decisions side by side.
    ///
    /// - Parameters:
    ///   - snapshot: the records; of weekly assessments those of the areas and weeks.
    ///   - areas: in the order of the columns.
    ///   - weeks: in the order of the rows.
    ///   - parameters: of model 1.
    public init(
        of snapshot: Snapshot,
        areas: [RecordID],
        weeks: [ISOWeek],
        parameters: WeeklyLevel.Parameters = .init()
    ) {
        self.init(
            of: WeeklyLevel(of: snapshot, parameters: parameters),
            DecidedLevels(in: snapshot),
            areas: areas,
            weeks: weeks
        )
    }

    /// Puts what is worked out already side by side.
    public init(of model: WeeklyLevel, _ decided: DecidedLevels, areas: [RecordID], weeks: [ISOWeek]) {
        self.areas = areas
        self.weeks = weeks
        cells = weeks.map { week in
            areas.map { area in
                LevelCell(
                    proposal: model.proposal(area: area, week: week),
                    decision: decided[area: area, week: week]
                )
            }
        }
        agreements = cells.map { row in row.reduce(into: LevelAgreement()) { $0.count($1) } }
    }

    /// Over all weeks.
    public var agreement: LevelAgreement { agreements.reduce(LevelAgreement(), +) }

    /// The decided cells of which another level would now be proposed, by week and area.
    public var proposedOtherwise: [LevelCell] { cells.joined().filter(\.isProposedOtherwiseNow) }

    /// The cells of one area, in the order of the weeks.
    public func cells(of area: RecordID) -> [LevelCell] {
        guard let column = areas.firstIndex(of: area) else { return [] }
        return cells.map { $0[column] }
    }
}

extension LevelAgreement {
    fileprivate mutating func count(_ cell: LevelCell) {
        guard let decision = cell.decision else { return }
        if cell.proposal.coverage == .notObserved {
            unseen += 1
        } else if decision.level == cell.proposal.level {
            same += 1
        } else if decision.level > cell.proposal.level {
            higher += 1
        } else {
            lower += 1
        }
    }
}

extension Snapshot {
    /// Areas that are not withdrawn, ascending by name.
    public var areas: [(id: RecordID, name: String)] {
        present(.area)
            .map { (id: $0.key.id, name: $0[Area.name] ?? $0.key.id.uuidString) }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }
}
