import SyncCore
import TestSupport

/// What a laptop, or the server, knows of a space at some moment.
struct Knowledge: Sendable {
    var changes: Set<ChangeName>
    let controls: ControlReading

    /// The same with changes that were just saved.
    func adding(_ names: [ChangeName]) -> Knowledge {
        var knowledge = self
        knowledge.changes.formUnion(names)
        return knowledge
    }
}
