import SyncCore

/// What a person has just written is what the person sees.
enum OwnWritesStayVisible {
    static let sentence = "own writes stay visible"

    static func check(
        _ view: RecordView?,
        after edits: [FieldEdit],
        at place: String
    ) throws(Violation) {
        for edit in edits {
            switch edit {
            case .set(let field, let value):
                guard view?[field]?.shown == value else { throw hidden(edit, at: place) }
            case .add(let field, let values):
                let elements = view?[field]?.elements ?? []
                guard values.allSatisfy(elements.contains) else { throw hidden(edit, at: place) }
            case .remove(let field, let values):
                let elements = view?[field]?.elements ?? []
                guard !values.contains(where: elements.contains) else { throw hidden(edit, at: place) }
            case .clear(let field):
                guard view?[field]?.shown == nil else { throw hidden(edit, at: place) }
            case .withdraw:
                guard view?.isWithdrawn == true else { throw hidden(edit, at: place) }
            case .restore:
                guard view?.isWithdrawn != true else { throw hidden(edit, at: place) }
            case .undo: continue
            }
        }
    }

    private static func hidden(_ edit: FieldEdit, at place: String) -> Violation {
        Violation(of: sentence, "\(place) does not show \(edit)")
    }
}
