import FieldModel
import SyncCore

/// The walk under way: what later commands take their area, place and walk from.
struct RunningWalk: Codable, Sendable {
    /// 32 hexadecimal digits.
    let space: String
    /// The walk's UUID.
    let walk: String

    init(_ walk: RecordID, in space: SpaceID) {
        self.space = space.description
        self.walk = walk.uuidString
    }

    /// The walk; `nil` if it was never saved, has ended, or was withdrawn.
    func view(in replica: Replica) throws(StoreError) -> RecordView? {
        guard let space = SpaceID(space), let id = RecordID(walk),
            let view = try replica.record(RecordKey(kind: .walk, id: id), in: space),
            !view.isWithdrawn, view[Walk.endedAt] == nil
        else { return nil }
        return view
    }
}
