/// How far an observation has been dealt with.
public enum ObservationStatus: UInt32, Choice {
    case open = 1
    case reported = 2
    case inProgress = 3
    case remedied = 4
    case noAction = 5

    public var definition: ChoiceDefinition {
        switch self {
        case .open: named("open", "öppen")
        case .reported: named("reported", "anmäld")
        case .inProgress: named("in_progress", "pågår")
        case .remedied: named("remedied", "åtgärdad")
        case .noAction: named("no_action", "ingen åtgärd")
        }
    }
}

/// How far a settlement has been dealt with.
public enum SettlementStatus: UInt32, Choice {
    case suspected = 1
    case confirmed = 2
    case noticeGiven = 3
    case removed = 4
    case cleaned = 5
    case returned = 6

    public var definition: ChoiceDefinition {
        switch self {
        case .suspected: named("suspected", "misstänkt")
        case .confirmed: named("confirmed", "bekräftad")
        case .noticeGiven: named("notice_given", "anmodad att flytta")
        case .removed: named("removed", "avvisad")
        case .cleaned: named("cleaned", "sanerad")
        case .returned: named("returned", "återkommen")
        }
    }
}

/// How far an action has come.
public enum ActionStatus: UInt32, Choice {
    case planned = 1
    case ongoing = 2
    case done = 3
    case cancelled = 4

    public var definition: ChoiceDefinition {
        switch self {
        case .planned: named("planned", "planerad")
        case .ongoing: named("ongoing", "pågår")
        case .done: named("done", "klar")
        case .cancelled: named("cancelled", "inställd")
        }
    }
}

/// Whether a weekly assessment is final.
public enum AssessmentState: UInt32, Choice {
    case draft = 1
    case decided = 2

    public var definition: ChoiceDefinition {
        switch self {
        case .draft: named("draft", "utkast")
        case .decided: named("decided", "beslutad")
        }
    }
}

/// What a reviewer found.
public enum Approval: UInt32, Choice {
    case approved = 1
    case rejected = 2
    case needsWork = 3

    public var definition: ChoiceDefinition {
        switch self {
        case .approved: named("approved", "godkänd")
        case .rejected: named("rejected", "avslagen")
        case .needsWork: named("needs_work", "behöver kompletteras")
        }
    }
}
