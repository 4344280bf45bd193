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
    ///
    /// A place that was typed brings its own area.
    func fillWhereabouts(
        of entry: inout TypedRecord,
        walk: Field<RecordID>? = nil,
        area: Field<RecordID>,
        place: Field<RecordID>
    ) throws {
        if let running = try runningWalk() {
            if let walk { entry.setUnlessTyped(walk, running.key.id.uuidString) }
            if !entry.has(area), !entry.has(place) {
                entry.set(place, running[Walk.place]?.uuidString)
                entry.set(area, running[Walk.area]?.uuidString)
            }
        }
        try fillArea(of: entry.fields[place.name], into: &entry, area: area)
    }

    /// Enters the area of the typed place, unless an area was typed.
    private func fillArea(
        of place: JSONValue?,
        into entry: inout TypedRecord,
        area: Field<RecordID>
    ) throws {
        guard !entry.has(area), case .string(let text)? = place else { return }
        let id: RecordID?
        if let full = RecordID(text) {
            id = full
        } else if case .found(let found) = finder.lookup(.place, text) {
            id = found
        } else {
            id = nil
        }
        guard let id, let view = try record(RecordKey(kind: .place, id: id)) else { return }
        entry.set(area, view[Place.area]?.uuidString)
    }
}
