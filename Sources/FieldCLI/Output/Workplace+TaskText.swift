import FieldModel
import SyncCore
import Terminal

/// Showing what reviewers want.
extension Workplace {
    /// Some lines for each task, with what to do.
    func show(tasks: [RecordView]) throws {
        let titles = titles
        let headline = Headline(titles: titles)
        for view in tasks {
            let id = try shortID(of: view.key)
            if view.key.kind == .question {
                let about = try view[Question.record].flatMap { try record($0.key) }
                console.print(
                    texts.question(
                        id,
                        view[Question.text] ?? "",
                        about: try about.map { (try shortID(of: $0.key), try headline.text(of: $0)) }
                    )
                )
            } else {
                let due = try titles.valueText.text(
                    of: view[Review.dueOn.number],
                    in: Review.dueOn.definition
                )
                console.print(texts.assigned(id, try headline.text(of: view), due: due))
            }
        }
    }
}
