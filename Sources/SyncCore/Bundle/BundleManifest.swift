/// What a bundle says of itself before its segments.
public struct BundleManifest: Hashable, Sendable {
    /// Milliseconds since 1970, by the maker's clock.
    public let madeAt: Int64
    /// What arrived at the maker before that, milliseconds since 1970, is left out; `nil`: nothing is.
    public let since: Int64?
    public let spaces: [BundledSpace]

    /// Segments, of all spaces.
    public var segments: Int { spaces.reduce(0) { $0 + $1.segments } }

    /// Segments and photos, of all spaces.
    var parts: Int { segments + blobs }

    /// Photos, of all spaces.
    public var blobs: Int { spaces.reduce(0) { $0 + $1.blobs } }
}

/// What a bundle holds of one space.
public struct BundledSpace: Hashable, Sendable {
    public let id: SpaceID
    /// As the maker knows it.
    public let name: String
    /// What the maker holds, in the bundle or not.
    public let vector: VersionVector
    /// The maker's state; `nil` while it had changes that were not sealed.
    public let stateDigest: StateDigest?
    public let segments: Int
    public let changes: Int
    public let runs: [BundledRun]
    /// Photos in the bundle.
    public let blobs: Int
}

/// Segments of one log, each but the first after another of them.
public struct BundledRun: Hashable, Sendable {
    public let log: LogID
    /// The segment that the first continues; `nil` where the first begins the log.
    public let after: SegmentID?
    /// The last segments: one, unless the log has forked.
    public let heads: [VersionVector.Head]
}
