import FieldModel
import Situation

/// Shows levels as pages do: a digit, a colour, and words.
struct LevelViews: Sendable {
    let library: PageLibrary
    let language: Language

    func view(of level: SituationLevel?) -> WeekView.LevelView {
        guard let level else {
            return WeekView.LevelView(
                text: "·",
                kind: "unseen",
                title: library.word("notObserved", in: language)
            )
        }
        return WeekView.LevelView(
            text: "\(level.rawValue)",
            kind: "level\(level.rawValue)",
            title: level.label[language]
        )
    }

    /// What counts of a cell: a proposed level stands in brackets, one that waits for a conflict has a mark.
    func view(of cell: LevelCell) -> WeekView.LevelView {
        let plain = view(of: cell.level)
        let text = cell.basis == .proposed ? "(\(plain.text))" : plain.text
        return WeekView.LevelView(
            text: text + (cell.isContested ? "!" : ""),
            kind: plain.kind,
            title: plain.title
        )
    }

    /// What was proposed when people decided, and what is proposed now.
    func since(_ cell: LevelCell) -> String {
        let former =
            cell.decision?.proposed.map { "\($0.rawValue)" } ?? library.word("notObserved", in: language)
        let (was, isNow) = (
            library.word("proposedThen", in: language), library.word("proposedNow", in: language)
        )
        return "\(was) \(former), \(isNow) \(cell.proposal.level.rawValue)"
    }

    var legend: [WeekView.LevelView] { SituationLevel.allCases.map(view) + [view(of: nil)] }
}
