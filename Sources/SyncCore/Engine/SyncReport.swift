/// What one sync of one space did.
public struct SyncReport: Hashable, Sendable {
    /// A segment that the server did not take, and why.
    public struct Refusal: Hashable, Sendable {
        public let segment: SegmentID?
        public let code: String
        public let detail: String
    }

    public let space: SpaceID
    /// Segments that the server answered for.
    public var sent = 0
    /// Segments that came and were stored.
    public var received = 0
    /// Segments that the server signed a receipt for, and that are therefore safe there.
    public var receipted = 0
    /// The changes in those segments.
    public var sentChanges = 0
    public var receivedChanges = 0
    public var receiptedChanges = 0
    /// Receipted, but waiting for an administrator.
    public var held = 0
    /// Segments, sent or received, that split a log in two branches.
    public var forked = 0
    /// Stored by the server with a payload missing.
    public var incomplete = 0
    /// Segments, sent or received, whose predecessor was missing.
    public var gaps = 0
    public var refusals: [Refusal] = []
    public var problems: [SyncProblem] = []
    /// The device met segments of its own log that it did not hold, and started a new log.
    public var hasNewLog = false
    public var openConflicts = 0
    /// Changes, sealed or not, that are not known to be safe on the server.
    public var unsentChanges = 0
    /// Photos that the server took.
    public var sentBlobs = 0
    /// Photos that are not known to be safe on the server.
    public var unsentBlobs = 0
    /// The server's clock minus ours, milliseconds; `nil` if no answer told.
    public var clockSkew: Int64?

    public init(space: SpaceID) {
        self.space = space
    }

    /// Whether both sides now hold what the other has.
    public var isComplete: Bool {
        problems.isEmpty && refusals.isEmpty && unsentChanges == 0 && unsentBlobs == 0
    }

    /// Whether a person has something to do or to look at.
    public var needsPerson: Bool {
        openConflicts > 0 || held > 0 || forked > 0 || hasNewLog || !refusals.isEmpty
            || problems.contains(where: \.isLoud)
    }
}

/// How far a sync has come.
public struct SyncProgress: Hashable, Sendable {
    /// What is being done.
    public enum Phase: Hashable, Sendable {
        case connecting
        case receiving
        case sealing
        case sending
        case comparing
        case sendingBlobs
        case fetchingBlob
        /// Before the next attempt.
        case waiting(Duration)
    }

    public let phase: Phase
    /// Segments, or the bytes of photos.
    public let done: Int
    /// In the same unit; `nil` while unknown.
    public let total: Int?
}
