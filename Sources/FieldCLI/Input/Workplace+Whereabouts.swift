import FieldModel
import SyncCore

/// Where a record belongs when nobody says: the running walk's area and place.
extension Workplace {
    /// The walk under way in this space.
    func runningWalk() throws -> RecordView? {
        try home.runningWalks.read()?.view(in: space, of: replica)
    }

    /// Notes that a walk is under way in this space, or that none is.
    func noteRunningWalk(_ walk: RecordID?) throws(CommandError) {
        var walks = try home.runningWalks.read() ?? RunningWalks()
        if let walk { walks.note(walk, in: space) } else { walks.forget(space) }
        try home.runningWalks.write(walks)
    }

    /// Fills in what was not typed: the walk, and, where neither area nor place was typed, those of the walk.
    func fillWhereabouts(
        of entry: inout TypedRecord,
        walk: Field<RecordID>? = nil,
        area: Field<RecordID>,
        place: Field<RecordID>
    ) throws {
        guard let running = try runningWalk() else { return }
        if let walk { entry.setUnlessTyped(walk, running.key.id.uuidString) }
        if !entry.has(area), !entry.has(place) {
            entry.set(place, running[Walk.place]?.uuidString)
            entry.set(area, running[Walk.area]?.uuidString)
        }
    }
}
