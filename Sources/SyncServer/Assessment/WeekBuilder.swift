import FieldModel
import Situation
import SyncCore

/// Makes the weekly meeting's page.
struct WeekBuilder: Sendable {
    let names: RecordNames
    let access: SpaceAccess
    let library: PageLibrary

    private var path: PagePath { PagePath(space: access.space) }
    private var language: Language { names.language }
    private var levels: LevelViews { LevelViews(library: library, language: language) }
    private var models: SituationModels { names.picture.situation }

    /// - Parameters:
    ///   - week: that is judged.
    ///   - typed: what was typed and not saved.
    ///   - message: at the top.
    /// - Returns: the page's content.
    func view(of week: ISOWeek, typed: WeekForm? = nil, message: MessageView?) -> WeekView {
        let weeks = week.before(LevelMatrix.trendWeeks) + [week]
        let matrix = models.matrix(weeks)
        let mayDecide = access.rights.contains(.review)
        let areas = zip(models.areas, matrix.areas).map { area, id in
            view(of: matrix.cells(of: id), area.name, typed: typed, mayDecide: mayDecide)
        }
        return WeekView(
            message: message,
            week: week.description,
            days: "\(week.monday.iso8601) – \(week.sunday.iso8601)",
            former: path.week(week.adding(-1)),
            later: path.week(week.adding(1)),
            year: path.year(week.year),
            areas: areas,
            isEmpty: areas.isEmpty,
            deciding: mayDecide ? deciding(week, typed) : nil,
            snapshot: names.picture.moment?.text ?? ""
        )
    }

    private func deciding(_ week: ISOWeek, _ typed: WeekForm?) -> WeekView.DecidingView {
        let state = typed?.state ?? .decided
        return WeekView.DecidingView(
            path: path.week,
            week: week.description,
            states: AssessmentState.allCases.map {
                ChoiceView(value: $0.identifier, label: $0.label[language], isSelected: $0 == state)
            }
        )
    }

    private func view(
        of cells: [LevelCell],
        _ name: String,
        typed: WeekForm?,
        mayDecide: Bool
    ) -> WeekView.AreaView {
        guard let cell = cells.last else { preconditionFailure("a week has a cell for each area") }
        let isSeen = cell.proposal.coverage == .observed
        return WeekView.AreaView(
            id: cell.area.uuidString,
            name: name,
            proposed: levels.view(of: isSeen ? cell.proposal.level : nil),
            explanation: cell.proposal.explanation[language],
            events: cell.proposal.events.isEmpty ? nil : path.queue(events(of: cell)),
            isContested: !cell.proposal.contested.isEmpty,
            decision: cell.decision.map { view(of: $0, in: cell) },
            trend: cells.dropLast().map {
                WeekView.TrendView(level: levels.view(of: $0), path: path.week($0.week))
            },
            form: mayDecide ? form(of: cell, typed?.entries.first { $0.area == cell.area }) : nil
        )
    }

    private func events(of cell: LevelCell) -> RecordFilter {
        var filter = RecordFilter()
        filter.area = cell.area
        filter.from = cell.week.monday
        filter.until = cell.week.sunday
        return filter
    }

    private func view(of decision: DecidedLevel, in cell: LevelCell) -> WeekView.DecisionView {
        WeekView.DecisionView(
            level: levels.view(of: decision.level),
            state: decision.state?.label[language] ?? "",
            justification: decision.justification ?? "",
            path: path.record(decision.key),
            isContested: decision.isContested,
            since: cell.isProposedOtherwiseNow ? levels.since(cell) : nil
        )
    }

    private func form(of cell: LevelCell, _ typed: WeekForm.Entry?) -> WeekView.FormView {
        let held = cell.decision.flatMap { names.picture[$0.key] }
        let level = cell.decision.map { "\($0.level.rawValue)" } ?? ""
        let chosen = typed?.level ?? level
        return WeekView.FormView(
            levels: SituationLevel.allCases.map {
                ChoiceView(
                    value: "\($0.rawValue)",
                    label: "\($0.rawValue) \($0.label[language])",
                    isSelected: "\($0.rawValue)" == chosen
                )
            },
            level: level,
            justification: typed?.justification ?? cell.decision?.justification ?? "",
            seen: held.map { Seen.text(of: $0) } ?? ""
        )
    }
}

extension ISOWeek {
    /// The week so many weeks later, or earlier.
    func adding(_ weeks: Int) -> ISOWeek { ISOWeek(containing: monday.adding(days: 7 * weeks)) }
}
