import FieldModel
import Situation
import SyncCore

/// Makes the tables of settlements, places, actions and surveys.
struct TableBuilder: Sendable {
    let names: RecordNames
    let access: SpaceAccess
    let library: PageLibrary
    let today: CalendarDate

    private var path: PagePath { PagePath(space: access.space) }
    private var language: Language { names.language }

    /// The report of the year so far, of which pages show some tables.
    private var report: ReportBuilder {
        ReportBuilder(names: names, space: access.space, year: today.civil.year, today: today)
    }

    private func word(_ name: String) -> String { library.word(name, in: language) }

    private func view(
        _ heading: String,
        hint: String?,
        _ sections: [TableSectionView],
        entering kind: KindNumber
    ) -> TableView {
        TableView(
            message: nil,
            heading: word(heading),
            hint: hint.map(word),
            sections: sections,
            new: access.rights.contains(.write)
                ? ChoiceView(value: path.new(kind), label: names.label(of: kind), isSelected: false) : nil
        )
    }

    private func section(
        _ id: String,
        _ heading: String,
        _ columns: [String],
        _ rows: [(view: RecordView, warning: String?, cells: [String])]
    ) throws -> TableSectionView {
        TableSectionView(
            id,
            heading,
            first: word("record"),
            columns,
            try rows.map { record, warning, cells in
                var row = TableSectionView.RowView(
                    try names.titles.title(of: record.key),
                    columns,
                    cells
                )
                row.link = path.record(record.key)
                row.badge = warning
                row.isUrgent = warning != nil
                return row
            }
        )
    }

    /// What a field of a record holds; nothing if it holds nothing.
    private func text(_ field: FieldDefinition, _ view: RecordView?) throws -> String {
        try view.flatMap { try names.text(of: field.number, in: $0) } ?? ""
    }

    // MARK: Settlements

    /// Those that are looked after, then those that are gone; in each those that wait the longest first.
    func settlements() throws -> TableView {
        let round = SettlementRound(in: names.picture.snapshot, on: today)
        let columns =
            ["status", "checks", "lastCheck", "shelters", "persons", "waste", "cleanups"]
            .map(word) + [word("whoMayAct"), word("nextStep")]
        func rows(_ standings: [SettlementRound.Standing]) throws -> [(RecordView, String?, [String])] {
            try standings.compactMap { standing in
                try names.picture[standing.settlement].map { view in
                    (view, standing.isOverdue ? word("overdue") : nil, try cells(of: standing, view))
                }
            }
        }
        return view(
            "settlements",
            hint: "settlementsHint",
            [
                try section(
                    "inhabited",
                    word("settlementsInhabited"),
                    columns,
                    try rows(round.standings.filter(\.status.isInhabited))
                ),
                try section(
                    "left",
                    word("settlementsLeft"),
                    columns,
                    try rows(round.standings.filter { !$0.status.isInhabited })
                ),
            ] + (try report.settlementsByLand()).map { TableSectionView("land", $0) },
            entering: .settlement
        )
    }

    private func cells(of standing: SettlementRound.Standing, _ view: RecordView) throws -> [String] {
        let last = standing.checks.first.flatMap { names.picture[$0] }
        let days = standing.daysUnchecked.map { "\($0) \(word("days"))" }
        let land = view[Settlement.land] ?? .unknown
        let cost = try standing.cost.map {
            try names.titles.valueText.text(of: $0.fieldValue, in: Cleanup.cost.definition)
        }
        return [
            standing.status.definition.label[language],
            String(standing.checks.count),
            [standing.lastCheckedOn?.iso8601, days].compactMap(\.self).joined(separator: ", "),
            try text(SettlementCheck.shelters.definition, last),
            try text(SettlementCheck.personsEstimate.definition, last),
            try text(SettlementCheck.waste.definition, last),
            [String(standing.cleanups.count), cost].compactMap(\.self).joined(separator: ", "),
            "\(land.definition.label[language]): \(land.whoMayAct[language])",
            standing.status.nextStep[language],
        ]
    }

    // MARK: Places

    /// Those where most has happened, then all by area, the most urgent first.
    func places() throws -> TableView {
        let columns = ["concerns", "land", "priority", "permits", "causeAnalysis", "observations", "actions"]
            .map(word)
        let byArea = Dictionary(grouping: names.picture.records(of: .place)) { $0[Place.area] }
        let areas = try names.choices(of: .area)
        var sections = try report.placeRanking().map { TableSectionView("ranking", $0) }
        sections += try areas.compactMap { id, title in
            try byArea[id].map { try placeSection("area-\(id.uuidString)", title, columns, $0) }
        }
        // Their area is withdrawn, or has not come yet.
        let known = Set(areas.map(\.id))
        let others = byArea.filter { !($0.key.map(known.contains) ?? false) }.flatMap(\.value)
        if !others.isEmpty {
            sections.append(try placeSection("area-none", word("noArea"), columns, others))
        }
        return view("places", hint: nil, sections, entering: .place)
    }

    private func placeSection(
        _ id: String,
        _ heading: String,
        _ columns: [String],
        _ places: [RecordView]
    ) throws -> TableSectionView {
        let sorted = places.sorted { ($1.urgency, $0.key) < ($0.urgency, $1.key) }
        let rows = try sorted.map { (view: $0, warning: nil as String?, cells: try placeCells($0)) }
        return try section(id, heading, columns, rows)
    }

    private func placeCells(_ place: RecordView) throws -> [String] {
        [
            try text(Place.concerns.definition, place), try text(Place.land.definition, place),
            try text(Place.priority.definition, place), try text(Place.permits.definition, place),
            try text(Place.causeAnalysis.definition, place),
            String(names.picture.records(of: .observation, referringTo: place.key).count),
            String(names.picture.records(of: .action, referringTo: place.key).count),
        ]
    }

    // MARK: Actions

    /// By priority area, what is due first first.
    func actions() throws -> TableView {
        let columns = ["responsible", "due", "status", "indicator", "followUp"].map(word)
        let byArea = Dictionary(grouping: names.picture.records(of: .action)) { $0[Action.priorityArea] }
        let headings = PriorityArea.allCases.map { ($0 as PriorityArea?, $0.definition.label[language]) }
        let sections = try (headings + [(nil, word("noPriorityArea"))]).compactMap {
            area,
            heading -> TableSectionView? in
            let actions = byArea[area] ?? []
            if area == nil, actions.isEmpty { return nil }
            let sorted = actions.sorted { ($0.dueDay, $0.key) < ($1.dueDay, $1.key) }
            let rows = try sorted.map { action in
                (view: action, warning: isLate(action) ? word("late") : nil, cells: try actionCells(action))
            }
            return try section(area?.definition.identifier ?? "none", heading, columns, rows)
        }
        return view("actions", hint: nil, sections, entering: .action)
    }

    private func actionCells(_ action: RecordView) throws -> [String] {
        [
            try text(Action.responsible.definition, action), try text(Action.dueOn.definition, action),
            try text(Action.status.definition, action), try text(Action.indicator.definition, action),
            try text(Action.followUp.definition, action),
        ]
    }

    // MARK: Surveys

    /// What was answered to each, the newest first.
    func surveys() throws -> TableView {
        let sections = try names.picture.snapshot.surveys.compactMap { survey in
            try report.surveyTable(of: survey).map { TableSectionView(survey.id.uuidString, $0) }
        }
        return view("surveys", hint: "surveysHint", sections, entering: .survey)
    }

    private func isLate(_ action: RecordView) -> Bool {
        guard let due = action[Action.dueOn] else { return false }
        return due < today && [.planned, .ongoing, nil].contains(action[Action.status])
    }
}

extension RecordView {
    /// Of a place: 0 if nobody has said.
    fileprivate var urgency: UInt32 { self[Place.priority]?.rawValue ?? 0 }

    /// Of an action: the last of all if nobody has said.
    fileprivate var dueDay: Int32 { self[Action.dueOn]?.daysSinceEpoch ?? .max }
}
