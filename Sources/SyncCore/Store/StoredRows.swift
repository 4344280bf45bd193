/// A row's number in one store.
///
/// It means nothing outside it.
struct RowKey<Row>: Hashable, Comparable, Sendable {
    let rawValue: Int64

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A space as it is kept.
struct StoredSpace: Sendable {
    let key: RowKey<StoredSpace>
    let id: SpaceID
    let name: String
    let trustedKeys: [PublicKey]
    /// The device's own log, once it has one.
    let currentLog: RowKey<StoredLog>?
    var digest: StateDigest
    var stream: StreamPosition?
    /// The latest reading that was taken for a change of the space, or noted from one.
    ///
    /// A clock a space, so that stamps do not show that one device writes in two of them.
    var clock: HybridClock
    /// Whether this replica is the space's server: it numbers every segment that it places.
    let isNumbering: Bool
    let lastSync: Int64?
    let clockSkew: Int64?
}

/// A log as it is kept.
struct StoredLog: Sendable {
    let key: RowKey<StoredLog>
    let id: LogID
    /// `nil` until a first segment is placed, or, for an own log, known from the start.
    let opening: LogOpening?
    let isOwn: Bool
    let isForked: Bool
    /// Whether it was left for a new one, since it could not be proved to go on.
    let isLeft: Bool
    /// Where this device's own sealing stands.
    ///
    /// Segments of the log that came from elsewhere do not move it.
    let sealed: LogPosition
    /// The number of the last change of an own log, sealed or not.
    let lastNumber: UInt64
}

/// A segment as it is kept, without its bytes.
struct StoredSegment: Sendable {
    /// How far a segment has come.
    enum Status: Int64, Sendable {
        /// In its place in the log, and merged.
        case merged = 0
        /// Its predecessor is not held, or waits itself.
        case waiting = 1
        /// In its place and merged, but a payload is missing.
        case incomplete = 2
    }

    let key: RowKey<StoredSegment>
    let id: SegmentID
    let log: RowKey<StoredLog>
    /// The number of its last change.
    let last: UInt64
    let previous: SegmentID?
    let status: Status
    /// Whether its signature was checked.
    let isVerified: Bool
    /// Whether no placed segment continues it.
    let isHead: Bool
    /// The first segment of its branch, whose opening says who writes it.
    ///
    /// `nil` while it waits.
    let root: RowKey<StoredSegment>?
    /// What standing changes leave of its writer's rights; `nil` if they leave all.
    let rightsLeft: Rights?
}

/// A change of an own log that is not sealed yet.
struct UnsealedLeaf: Sendable {
    let number: UInt64
    let bytes: [UInt8]
    let savedAt: Int64
}

/// A record's state as it is kept.
struct StoredRecord: Sendable {
    let key: RowKey<StoredRecord>
    let state: RecordState
}

/// A record's state as it is to be kept.
struct ChangedRecord: Sendable {
    /// `nil` for a new record.
    let key: RowKey<StoredRecord>?
    let name: RecordKey
    let state: [UInt8]
}
