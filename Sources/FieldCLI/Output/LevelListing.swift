import FieldModel
import Foundation
import Situation
import SyncCore
import Terminal

/// The levels of areas and weeks: what the model proposes, and what people decided.
struct LevelListing {
    private let workplace: Workplace
    private let areas: [(id: RecordID, name: String)]
    private let weeks: [ISOWeek]
    private let proposals: [[LevelProposal]]
    private let assessments: [RecordKey: RecordView]

    init(of workplace: Workplace, weeks: [ISOWeek]) throws {
        self.workplace = workplace
        self.weeks = weeks
        let areas = try workplace.records(of: [.area]).map { (id: $0.key.id, name: $0.names.first ?? "") }
        self.areas = areas.sorted { $0.name < $1.name }
        proposals = try workplace.weeklyLevel().matrix(areas: self.areas.map(\.id), weeks: weeks)
        let views = try workplace.records(of: [.weeklyAssessment])
        assessments = Dictionary(views.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private var texts: Texts { workplace.texts }
    private var console: Console { workplace.console }

    private func assessment(of proposal: LevelProposal) -> RecordView? {
        let id = WeeklyAssessment.id(area: proposal.area, week: proposal.week, in: workplace.space)
        return assessments[RecordKey(kind: .weeklyAssessment, id: id)]
    }

    /// One object an area and week.
    func printLines() throws {
        let names = Dictionary(areas.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        for proposal in proposals.joined() {
            var members: [String: JSONValue] = [
                "area": .string(names[proposal.area] ?? ""),
                "area_id": .string(proposal.area.uuidString),
                "iso_year": .number(Decimal(proposal.week.year)),
                "iso_week": .number(Decimal(proposal.week.week)),
                "proposed_level": .number(Decimal(proposal.level.rawValue)),
                "observed": .bool(proposal.coverage == .observed),
                "events": .array(proposal.events.map { .string($0.id.uuidString) }),
                "contested": .array(proposal.contested.map { .string($0.id.uuidString) }),
            ]
            let counts = proposal.counts.map { ($0.key.identifier, JSONValue.number(Decimal($0.value))) }
            members["counts"] = .object(Dictionary(counts, uniquingKeysWith: { first, _ in first }))
            if let view = assessment(of: proposal) {
                members["level"] = view[WeeklyAssessment.level].map { .number(Decimal($0)) }
                members["state"] = view[WeeklyAssessment.state].map { .string($0.identifier) }
                members["conflict"] = .bool(view.hasOpenConflict)
            }
            console.print(JSONValue.object(members).line)
        }
    }

    /// Year, week, area, proposed level, and whether anybody was there; areas and weeks in order.
    func printCSV() {
        console.print("iso_year,iso_week,area,level,observed")
        for (week, row) in zip(weeks, proposals) {
            for (area, proposal) in zip(areas, row) {
                let observed = proposal.coverage == .observed ? "yes" : "no"
                let name = Self.cell(area.name)
                console.print("\(week.year),\(week.week),\(name),\(proposal.level.rawValue),\(observed)")
            }
        }
    }

    /// A text as a cell of CSV (RFC 4180): in quotes where it holds what parts cells.
    private static func cell(_ text: String) -> String {
        guard text.contains(where: { ",\"".contains($0) || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// A line an area, for one week.
    func printWeek() throws {
        guard let week = weeks.first, let row = proposals.first else { return }
        console.print(console.styled(texts.weekTitle(week), .bold))
        let rows = zip(areas, row).map { area, proposal in
            let view = assessment(of: proposal)
            return [
                area.name, sign(of: proposal), view?[WeeklyAssessment.level].map { "\($0)" } ?? "",
                view.map { texts.standing(of: $0) } ?? "", proposal.explanation[texts.language],
            ]
        }
        console.print(Table(headings: texts.weekHeadings, rows: rows).text(width: console.width))
    }

    /// The year's matrix, with what its signs mean, and how often people decided otherwise.
    func printMatrix() {
        let width = max(5, min(12, ((console.width ?? 120) - 6) / max(1, areas.count) - 1))
        let names = areas.map { Self.centred(Self.abbreviated($0.name, to: width), width) }
        console.print("      " + names.joined(separator: " "))
        for (week, row) in zip(weeks, proposals) {
            let cells = row.map { proposal in
                let text = Self.centred(sign(of: proposal), width)
                return proposal.coverage == .observed
                    ? console.styled(text, Self.style(proposal.level)) : text
            }
            console.print("\(week)".suffix(3) + "   " + cells.joined(separator: " "))
        }
        console.print("")
        for level in SituationLevel.allCases {
            console.print("  \(level.rawValue)  \(level.label[texts.language])")
        }
        console.print("  ·  \(texts.notObserved)")
        let decided = proposals.joined().compactMap { proposal in
            assessment(of: proposal)?[WeeklyAssessment.level].map { $0 != proposal.level.rawValue }
        }
        if !decided.isEmpty { console.print(texts.differ(decided.filter(\.self).count, of: decided.count)) }
    }

    /// The level, with a sign where nobody looked or a conflict is open.
    private func sign(of proposal: LevelProposal) -> String {
        if proposal.coverage == .notObserved { return "·" }
        return "\(proposal.level.rawValue)" + (proposal.contested.isEmpty ? "" : "!")
    }

    private static func style(_ level: SituationLevel) -> Style {
        switch level {
        case .normal: .level1
        case .deviating: .level2
        case .worrying: .level3
        case .serious: .level4
        case .critical: .level5
        }
    }

    private static func abbreviated(_ name: String, to width: Int) -> String {
        guard name.count > width else { return name }
        let words = name.split(separator: " ")
        guard words.count > 1, let last = words.last else { return name.prefix(width - 1) + "." }
        let head = words.dropLast().map { $0.prefix(1) + "." }.joined()
        return String((head + last).prefix(width))
    }

    private static func centred(_ text: String, _ width: Int) -> String {
        let room = max(0, width - text.count)
        let left = room / 2
        return String(repeating: " ", count: left) + text + String(repeating: " ", count: room - left)
    }
}

extension Texts {
    func weekTitle(_ week: ISOWeek) -> String {
        pick("Vecka \(week.week) \(week.year)", "Week \(week.week) of \(week.year)")
            + " (\(week.monday.iso8601) – \(week.sunday.iso8601))"
    }

    var weekHeadings: [String] {
        pick(
            ["område", "förslag", "nivå", "status", "varför förslaget"],
            ["area", "proposed", "level", "state", "why it is proposed"]
        )
    }

    var notObserved: String {
        pick(
            "ingen har varit där eller rapporterat: inte detsamma som lugnt",
            "nobody was there or reported: not the same as calm"
        )
    }

    func standing(of view: RecordView) -> String {
        if view.hasOpenConflict { return pick("öppen konflikt", "open conflict") }
        return view[WeeklyAssessment.state]?.label[language] ?? ""
    }

    func differ(_ count: Int, of total: Int) -> String {
        pick(
            "I \(count) av \(total) \(total == 1 ? "bedömning" : "bedömningar") beslutade en människa en "
                + "annan nivå än den föreslagna.",
            "In \(count) of \(total) assessment\(total == 1 ? "" : "s") a person decided another level than "
                + "the proposed one."
        )
    }
}
