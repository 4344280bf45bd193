import SyncCore

/// Every photo that a record names, and that lay on any disk when the faults stopped, is on the server in the
/// end, whole.
enum PhotosArrive {
    static let sentence = "every photo that somebody holds reaches the server"

    /// `left` are the photos that were on any disk; what nothing names any more was erased.
    static func check(_ server: Replica, of space: SpaceID, left: Set<BlobID>) throws {
        let lacking = try server.missingBlobs(of: space, limit: .max).filter(left.contains)
        guard lacking.isEmpty else { throw Violation(of: sentence, "the server lacks \(lacking)") }
    }
}
