import FieldModel
import Foundation
import Situation
import SyncCore
import Terminal

/// The levels of areas and weeks: what the model proposes, and what people decided.
struct LevelListing {
    private let workplace: Workplace
    private let names: [RecordID: String]
    private let matrix: LevelMatrix
    /// The weeks before the first one.
    private let former: LevelMatrix

    init(of workplace: Workplace, weeks: [ISOWeek]) throws {
        self.workplace = workplace
        let snapshot = try workplace.levelSnapshot()
        let areas = snapshot.areas
        names = Dictionary(areas.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let (levels, decided) = (WeeklyLevel(of: snapshot), DecidedLevels(in: snapshot))
        let before = weeks.first?.before(LevelMatrix.trendWeeks) ?? []
        matrix = LevelMatrix(of: levels, decided, areas: areas.map(\.id), weeks: weeks)
        former = LevelMatrix(of: levels, decided, areas: areas.map(\.id), weeks: before)
    }

    private var texts: Texts { workplace.texts }
    private var console: Console { workplace.console }

    /// One object an area and week.
    func printLines() throws {
        for cell in matrix.cells.joined() {
            let proposal = cell.proposal
            var members: [String: JSONValue] = [
                "area": .string(names[cell.area] ?? ""),
                "area_id": .string(cell.area.uuidString),
                "iso_year": .number(Decimal(cell.week.year)),
                "iso_week": .number(Decimal(cell.week.week)),
                "proposed_level": .number(Decimal(proposal.level.rawValue)),
                "observed": .bool(proposal.coverage == .observed),
                "events": .array(proposal.events.map { .string($0.id.uuidString) }),
                "contested": .array(proposal.contested.map { .string($0.id.uuidString) }),
            ]
            let counts = proposal.counts.map { ($0.key.identifier, JSONValue.number(Decimal($0.value))) }
            members["counts"] = .object(Dictionary(counts, uniquingKeysWith: { first, _ in first }))
            if let decision = cell.decision {
                members["level"] = .number(Decimal(decision.level.rawValue))
                members["state"] = decision.state.map { .string($0.identifier) }
                members["conflict"] = .bool(decision.isContested)
                members["proposed_otherwise_now"] = .bool(cell.isProposedOtherwiseNow)
            }
            console.print(JSONValue.object(members).line)
        }
    }

    /// Year, week, area, proposed level, whether anybody was there, and the decided level; areas and weeks in
    /// order.
    func printCSV() {
        console.print("iso_year,iso_week,area,level,observed,decided")
        for cell in matrix.cells.joined() {
            let columns = [
                "\(cell.week.year)", "\(cell.week.week)", Self.cell(names[cell.area] ?? ""),
                "\(cell.proposal.level.rawValue)", cell.proposal.coverage == .observed ? "yes" : "no",
                cell.decision.map { "\($0.level.rawValue)" } ?? "",
            ]
            console.print(columns.joined(separator: ","))
        }
    }

    /// A text as a cell of CSV (RFC 4180): in quotes where it holds what parts cells.
    private static func cell(_ text: String) -> String {
        guard text.contains(where: { ",\"".contains($0) || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// A line an area, for one week, with the weeks before it.
    func printWeek() throws {
        guard let week = matrix.weeks.first else { return }
        console.print(console.styled(texts.weekTitle(week), .bold))
        let rows = matrix.areas.compactMap { area -> [String]? in
            guard let cell = matrix.cells(of: area).first else { return nil }
            return [
                names[area] ?? "", former.cells(of: area).map { Self.digit(of: $0.level) }.joined(),
                Self.proposed(cell.proposal), cell.decision.map { "\($0.level.rawValue)" } ?? "",
                texts.standing(of: cell), cell.proposal.explanation[texts.language],
            ]
        }
        console.print(Table(headings: texts.weekHeadings, rows: rows).text(width: console.width))
    }

    /// The year's matrix, with what its signs mean, and how often people decided otherwise.
    func printMatrix() {
        let width = max(5, min(12, ((console.width ?? 120) - 6) / max(1, matrix.areas.count) - 1))
        let headings = matrix.areas.map { Self.centred(Self.abbreviated(names[$0] ?? "", to: width), width) }
        console.print("      " + headings.joined(separator: " "))
        for (week, row) in zip(matrix.weeks, matrix.cells) {
            let cells = row.map { cell in
                let text = Self.centred(Self.sign(of: cell), width)
                return cell.level.map { console.styled(text, Self.style($0)) } ?? text
            }
            console.print("\(week)".suffix(3) + "   " + cells.joined(separator: " "))
        }
        console.print("")
        for level in SituationLevel.allCases {
            console.print("  \(level.rawValue)  \(level.label[texts.language])")
        }
        console.print("  ·  \(texts.notObserved)")
        console.print(" (3) \(texts.proposedOnly)")
        let agreement = matrix.agreement
        if agreement.compared > 0 {
            console.print(texts.differ(agreement.compared - agreement.same, of: agreement.compared))
        }
    }

    private static func digit(of level: SituationLevel?) -> String { level.map { "\($0.rawValue)" } ?? "·" }

    /// What is proposed, with a sign where nobody looked or a conflict is open.
    private static func proposed(_ proposal: LevelProposal) -> String {
        if proposal.coverage == .notObserved { return digit(of: nil) }
        return digit(of: proposal.level) + (proposal.contested.isEmpty ? "" : "!")
    }

    /// What counts of a cell, as pages show it: in brackets what is proposed and not decided.
    private static func sign(of cell: LevelCell) -> String {
        let digit = digit(of: cell.level)
        return (cell.basis == .proposed ? "(\(digit))" : digit) + (cell.isContested ? "!" : "")
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
            ["område", "före", "förslag", "nivå", "status", "varför förslaget"],
            ["area", "before", "proposed", "level", "state", "why it is proposed"]
        )
    }

    var notObserved: String {
        pick(
            "ingen har varit där eller rapporterat: inte detsamma som lugnt",
            "nobody was there or reported: not the same as calm"
        )
    }

    var proposedOnly: String { pick("föreslagen, inte beslutad", "proposed, not decided") }

    func standing(of cell: LevelCell) -> String {
        guard let decision = cell.decision else { return "" }
        if decision.isContested { return pick("öppen konflikt", "open conflict") }
        let state = decision.state?.label[language] ?? ""
        return state
            + (cell.isProposedOtherwiseNow ? pick(", nu föreslås annat", ", now proposed otherwise") : "")
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
