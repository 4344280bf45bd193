import SyncCore

/// Replicas that hold the same segments have the same state.
enum EqualStates {
    static let sentence = "equal logs mean equal states"

    /// What one replica says of itself.
    struct Face: Hashable, Sendable {
        let vector: VersionVector
        let digest: StateDigest

        init(vector: VersionVector, digest: StateDigest) {
            self.vector = vector
            self.digest = digest
        }

        init(of replica: Replica, in space: SpaceID) throws(StoreError) {
            vector = try replica.vector(of: space)
            digest = try replica.digest(of: space)
        }
    }

    /// Once the fleet is quiet: all hold the same.
    static func check(_ faces: [(place: String, face: Face)]) throws(Violation) {
        guard let first = faces.first else { return }
        for other in faces.dropFirst() where other.face != first.face {
            let what = other.face.vector == first.face.vector ? "states" : "logs"
            throw Violation(of: sentence, "\(first.place) and \(other.place) have different \(what)")
        }
    }
}
