import SyncCore
import TestSupport

/// What a laptop, or the server, knows of a space at some moment.
struct Knowledge: Sendable {
    private(set) var changes: Set<ChangeName>
    let controls: ControlReading

    init(changes: Set<ChangeName>, controls: ControlReading) {
        self.changes = changes
        self.controls = controls
    }

    /// The same with changes that were just saved.
    func adding(_ names: [ChangeName]) -> Knowledge {
        var knowledge = self
        knowledge.changes.formUnion(names)
        return knowledge
    }
}
