/// What a check of a store found; it changes nothing.
public struct StoreReport: Hashable, Sendable {
    /// Something that is not as it must be.
    public enum Problem: Hashable, Sendable {
        /// SQLite's own check, in its words.
        case file(String)
        /// Rows of a table that refer to nothing.
        case brokenReferences(table: String)
        /// A stored segment whose hashes, signature or place do not hold.
        case segment(SegmentID, LogError)
        /// The server's running hash is wrong from this number on.
        case chain(SpaceID, position: UInt64)
        /// What a segment counts for is not what the control log leaves it. A rebuild repairs it.
        case rights(SpaceID, SegmentID)
        /// A segment still has values that the control log has erased. A rebuild erases them.
        case notErased(SpaceID, SegmentID)
        /// A photo's file is lost or damaged. A rebuild notes it, and it is brought again.
        case blob(SpaceID, BlobID)
        /// A record's state is not what its changes give. A rebuild repairs it.
        case state(SpaceID, RecordKey)
        /// The state digest is not the sum of the record hashes. A rebuild repairs it.
        case digest(SpaceID)
    }

    /// What a space holds, none of it a fault.
    public struct Space: Hashable, Sendable {
        public let id: SpaceID
        public let name: String
        public var segments = 0
        public var changes = 0
        public var records = 0
        public var unsealedChanges = 0
        /// Segments that wait for a predecessor.
        public var waitingSegments = 0
        /// Segments that lack a payload.
        public var incompleteSegments = 0
        public var forkedLogs = 0
        /// References, without effect, to entries that have not arrived or do not exist.
        public var danglingReferences = 0

        init(id: SpaceID, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// At most ``Limits/reportedProblems``.
    public internal(set) var problems: [Problem] = []
    public internal(set) var spaces: [Space] = []
    /// How far the replica's clock is ahead of the wall clock, milliseconds; negative if it is behind.
    public internal(set) var clockLead: Int64 = 0

    public var isSound: Bool { problems.isEmpty }

    mutating func note(_ problem: Problem) {
        if problems.count < Limits.reportedProblems { problems.append(problem) }
    }
}

/// What a rebuild changed in one space.
public struct RebuildReport: Hashable, Sendable {
    public let space: SpaceID
    public let former: StateDigest
    public let rebuilt: StateDigest
    /// Records whose state was another one than their changes give.
    public let repairedRecords: Int
}
