/// Where a blob is, as far as this computer knows.
public enum BlobPlace: Hashable, Sendable {
    /// Not on this computer.
    case elsewhere
    /// On this computer, and not known to be on the server.
    case hereOnly
    /// On this computer and on the server.
    case hereAndOnServer
}

/// How the blobs of a space stand.
public struct BlobCounts: Hashable, Sendable {
    /// That records name.
    public internal(set) var named = 0
    /// Of those, on this computer.
    public internal(set) var held = 0
    /// Of those that are held, not known to be on the server.
    public internal(set) var unsent = 0

    public init() {}

    /// That records name, and that are not on this computer.
    public var missing: Int { named - held }
}
