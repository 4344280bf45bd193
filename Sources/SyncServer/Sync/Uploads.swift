import SyncCore
import Synchronization

/// The uploads that requests add to right now: two never add to one at the same time.
final class Uploads: Sendable {
    private struct Name: Hashable {
        let blob: BlobID
        let space: SpaceID
        let carrier: String
    }

    private let underWay = Mutex<Set<Name>>([])

    /// Does work that adds to an upload, alone.
    ///
    /// - Throws: ``Refusal/uploadUnderWay`` while another request does.
    func exclusively<Result>(
        _ blob: BlobID,
        in space: SpaceID,
        from carrier: String,
        _ body: () async throws -> Result
    ) async throws -> Result {
        let name = Name(blob: blob, space: space, carrier: carrier)
        guard underWay.withLock({ $0.insert(name).inserted }) else { throw Refusal.uploadUnderWay }
        defer { underWay.withLock { _ = $0.remove(name) } }
        return try await body()
    }
}
