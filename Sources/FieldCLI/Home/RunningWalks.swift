import FieldModel
import SyncCore

/// The walks under way, at most one a space: what later commands take their area, place and walk from.
struct RunningWalks: Codable, Sendable {
    /// The walk's UUID, by the space's 32 hexadecimal digits.
    private(set) var walks: [String: String] = [:]

    /// The spaces that have one noted.
    var spaces: Set<String> { Set(walks.keys) }

    mutating func note(_ walk: RecordID, in space: SpaceID) { walks[space.description] = walk.uuidString }

    mutating func forget(_ space: SpaceID) { walks[space.description] = nil }

    /// The walk of a space; `nil` if there is none, or if it was never saved, has ended, or was withdrawn.
    func view(in space: SpaceID, of replica: Replica) throws(StoreError) -> RecordView? {
        guard let id = walks[space.description].flatMap({ RecordID($0) }),
            let view = try replica.record(RecordKey(kind: .walk, id: id), in: space),
            !view.isWithdrawn, view[Walk.endedAt] == nil
        else { return nil }
        return view
    }
}
