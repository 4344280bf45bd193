import FieldModel
import Situation
import SyncCore

/// What a meeting has decided in a week's form.
struct WeekForm: Sendable {
    struct Entry: Sendable {
        let area: RecordID
        /// As it was typed: 1 to 5, or nothing.
        let level: String
        let justification: String
        /// See ``Seen``; empty where the page showed no record.
        let seen: String
        /// Whether it differs from what the page showed.
        let isChanged: Bool
    }

    /// Those of which assessments are kept.
    static let years = 2_000...2_100

    let week: ISOWeek
    let state: AssessmentState
    let entries: [Entry]

    /// - Throws: ``PageRefusal/formNotRead``
    init(_ fields: FormFields, today: CalendarDate) throws(PageRefusal) {
        guard let week = fields["week"].flatMap({ ISOWeek(typed: $0, today: today) }),
            Self.years.contains(week.year),
            let state = fields["state"].flatMap({ AssessmentState(identifier: $0) })
        else { throw .formNotRead }
        self.week = week
        self.state = state
        var entries: [Entry] = []
        for (name, level) in fields.fields {
            guard name.hasPrefix("level-"), let area = RecordID(String(name.dropFirst(6))) else { continue }
            let id = area.uuidString
            let why = fields["why-\(id)"] ?? ""
            entries.append(
                Entry(
                    area: area,
                    level: level,
                    justification: why,
                    seen: fields["seen-\(id)"] ?? "",
                    isChanged: level != fields["was-level-\(id)"] ?? ""
                        || why != fields["was-why-\(id)"] ?? ""
                )
            )
        }
        self.entries = entries
    }

    /// What an area's record is made of, or what changes in it.
    ///
    /// - Parameters:
    ///   - entry: of the area.
    ///   - proposal: of model 1, kept beside what is decided.
    ///   - held: the record, if there is one.
    /// - Returns: the edits, the key's among them where there is no record yet.
    /// - Throws: `InputProblem`, ``ReviewRefusal``
    func edits(of entry: Entry, proposal: LevelProposal, over held: RecordView?) throws -> [FieldEdit] {
        guard let level = Int(entry.level).flatMap(SituationLevel.init(rawValue:)) else {
            let field = WeeklyAssessment.level.definition
            throw ReviewRefusal.problems([
                InputProblem(entry.level.isEmpty ? .missing : .unreadable(entry.level), field: field)
            ])
        }
        var edits: [FieldEdit] = [
            .set(WeeklyAssessment.level.number, level.rawValue.fieldValue),
            .set(WeeklyAssessment.state.number, .enumeration(state.rawValue)),
        ]
        if proposal.coverage == .observed {
            edits.append(.set(WeeklyAssessment.proposedLevel.number, proposal.level.rawValue.fieldValue))
        }
        if case .text(let text) = Value.canonicalText(entry.justification), !text.isEmpty {
            edits.append(.set(WeeklyAssessment.justification.number, .text(text)))
        } else if held?[WeeklyAssessment.justification] != nil {
            edits.append(.clear(WeeklyAssessment.justification.number))
        }
        guard held == nil else { return edits }
        return [
            .set(WeeklyAssessment.area.number, .id(entry.area)),
            .set(WeeklyAssessment.isoYear.number, week.year.fieldValue),
            .set(WeeklyAssessment.isoWeek.number, week.week.fieldValue),
        ] + edits
    }
}
