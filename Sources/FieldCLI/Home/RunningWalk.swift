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

    /// The walk's key, if it is one of the space.
    func key(in space: SpaceID) -> RecordKey? {
        guard self.space == space.description, let id = RecordID(walk) else { return nil }
        return RecordKey(kind: .walk, id: id)
    }
}
