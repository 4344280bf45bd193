/// The weekly meeting's page: each area with what is proposed, what is decided, and what lies behind.
struct WeekView: Sendable {
    /// A level as it is shown: a digit on a coloured ground, so that nobody needs the colour.
    struct LevelView: Sendable {
        let text: String
        /// The style: `level1` … `level5`, or `unseen`.
        let kind: String
        /// What it is, in words.
        let title: String
    }

    struct TrendView: Sendable {
        let level: LevelView
        let path: String
    }

    struct AreaView: Sendable {
        let id: String
        let name: String
        let proposed: LevelView
        let explanation: String
        /// The records behind it; `nil` where there are none.
        let events: String?
        /// Somebody has still to settle a conflict behind the proposal.
        let isContested: Bool
        let decision: DecisionView?
        /// The weeks before, the latest last.
        let trend: [TrendView]
        let form: FormView?
    }

    struct DecisionView: Sendable {
        let level: LevelView
        let state: String
        let justification: String
        /// The record, where an open conflict is settled.
        let path: String
        let isContested: Bool
        /// That something else was proposed then; `nil` if nothing has changed since.
        let since: String?
    }

    /// What the meeting may change of an area.
    struct FormView: Sendable {
        let levels: [ChoiceView]
        let level: String
        let justification: String
        /// See ``Seen``; empty while there is no record.
        let seen: String
    }

    /// How the form is sent; nobody has it who may not decide.
    struct DecidingView: Sendable {
        let path: String
        let week: String
        let states: [ChoiceView]
    }

    let message: MessageView?
    let week: String
    let days: String
    let former: String
    let later: String
    let year: String
    let areas: [AreaView]
    let isEmpty: Bool
    let deciding: DecidingView?
    /// The snapshot that it was worked out from.
    let snapshot: String
}
