/// What came of taking in a bundle, or several.
public struct BundleReport: Hashable, Sendable {
    /// What came in of one space.
    public struct Space: Hashable, Sendable {
        public let id: SpaceID
        public let name: String
        /// Segments that were not held before.
        public var received = 0
        public var receivedChanges = 0
        /// Segments that were held already.
        public var known = 0
        /// Segments that split a log in two branches.
        public var forked = 0
        /// Segments with a payload missing.
        public var incomplete = 0
        /// Segments that wait for one before them, which the bundle does not hold.
        public var gaps = 0
        /// Why segments were refused, one by one.
        public var refusals: [LogError] = []
        /// Photos that were not held before.
        public var blobs = 0
        /// Photos whose bytes are not those that they are named by.
        public var damagedBlobs = 0
        /// Loud: the maker held the same segments and came to another state.
        public var statesDiffer = false
        /// The device met segments of its own log that it did not hold, and started a new log.
        public var hasNewLog = false

        public init(id: SpaceID, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// The spaces that this device is in, in the bundle's order.
    public var spaces: [Space] = []
    /// The names of the others; nothing of them was taken in.
    public var skipped: [String] = []
    /// What ended the reading before the bundle's end; what came before is kept.
    public var fault: BundleError?

    public init() {}
}

/// How far the making or the taking in of a bundle has come.
public struct BundleProgress: Hashable, Sendable {
    /// Segments and photos.
    public let done: Int
    public let total: Int
}
