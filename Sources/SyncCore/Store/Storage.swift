/// What the engine reads of what a replica keeps.
///
/// Ingest, sealing and queries are written against this protocol and ``StorageTransaction``; SQLite is the
/// one implementation. Another store has to give: append inside a commit, read after N, heads, states.
protocol StorageReader {
    /// - Throws: ``StoreError/unknownSpace(_:)``
    func space(_ id: SpaceID) throws -> StoredSpace
    /// Ascending by name.
    func spaces() throws -> [StoredSpace]

    func log(_ id: LogID, of space: RowKey<StoredSpace>) throws -> StoredLog?
    func log(at key: RowKey<StoredLog>) throws -> StoredLog
    func ownLogs(of space: RowKey<StoredSpace>) throws -> [StoredLog]

    func segment(_ id: SegmentID) throws -> StoredSegment?
    func bytes(of segment: RowKey<StoredSegment>) throws -> Segment
    /// Segments that wait for this one.
    func segments(waitingFor id: SegmentID) throws -> [StoredSegment]
    func waitingSegments(in log: RowKey<StoredLog>) throws -> [StoredSegment]
    func waitingBytes(of log: RowKey<StoredLog>) throws -> Int
    /// Branches of a log: placed segments that no placed segment continues.
    func headCount(of log: RowKey<StoredLog>) throws -> Int
    /// In the order of arrival.
    func placedSegments(in log: RowKey<StoredLog>) throws -> [StoredSegment]
    /// Of every placed segment of a log, its predecessor.
    func predecessors(in log: RowKey<StoredLog>) throws -> [SegmentID: SegmentID?]
    /// The placed segments that carry any change of the numbers, in the order of arrival.
    func segments(carrying numbers: [UInt64], of log: RowKey<StoredLog>) throws -> [StoredSegment]
    func vector(of space: RowKey<StoredSpace>) throws -> VersionVector
    /// The first place of a segment in the server's numbering.
    func position(of segment: RowKey<StoredSegment>, in space: StoredSpace) throws -> StreamPosition?

    func unsealed(of log: RowKey<StoredLog>, limit: Int) throws -> [UnsealedLeaf]
    func unsealedLeaf(_ number: UInt64, of log: RowKey<StoredLog>) throws -> UnsealedLeaf?

    /// What is kept of each record, in their order; `nil` where nothing is.
    func records(_ names: [RecordKey], in space: RowKey<StoredSpace>) throws -> [StoredRecord?]
    /// The clock of the space that is furthest ahead.
    func clock() throws -> HybridClock
}

/// What the engine changes of what a replica keeps, inside one commit.
protocol StorageTransaction: StorageReader {
    /// The log's row, made if there is none.
    func ensureLog(_ id: LogID, of space: RowKey<StoredSpace>) throws -> StoredLog
    func setOpening(_ opening: LogOpening, of log: RowKey<StoredLog>) throws
    /// Makes a log one of this device's own, and the one that saves go to.
    func setOwn(_ log: RowKey<StoredLog>) throws
    func setCurrent(_ log: RowKey<StoredLog>, of space: RowKey<StoredSpace>) throws
    /// Notes that an own log was left, since it could not be proved to go on.
    func setLeft(_ log: RowKey<StoredLog>, at milliseconds: Int64) throws
    /// Notes that more than one branch of a log is held.
    func setForked(_ log: RowKey<StoredLog>) throws

    /// Appends a segment; the key of its row is its place in the order of arrival.
    func append(
        _ segment: Segment,
        to log: RowKey<StoredLog>,
        as placing: SegmentPlacing
    ) throws -> RowKey<StoredSegment>
    /// Gives a waiting segment its place, or an incomplete one what it lacked.
    func place(_ segment: RowKey<StoredSegment>, as placing: SegmentPlacing) throws
    func replaceBytes(of key: RowKey<StoredSegment>, by segment: Segment) throws
    /// Keeps which blobs the changes of a placed segment name, in the place of what was kept of it.
    func keepBlobs(
        _ named: Set<BlobID>,
        of segment: RowKey<StoredSegment>,
        in space: RowKey<StoredSpace>
    ) throws
    /// Keeps that an unsealed change names a blob.
    func keepBlob(_ blob: BlobID, in space: RowKey<StoredSpace>) throws
    /// Keeps what standing changes leave of the rights of a segment's writer.
    func setRightsLeft(_ rights: Rights?, of segment: RowKey<StoredSegment>) throws
    /// Notes of an incomplete segment that what it lacks was erased.
    func setComplete(_ segment: RowKey<StoredSegment>) throws
    /// Notes whether erased values may still stand in the file, in indexes or free pages.
    func setErasing(_ isErasing: Bool) throws
    func setContinued(_ segment: RowKey<StoredSegment>) throws
    func remove(_ segment: RowKey<StoredSegment>) throws
    /// Notes that a server's numbering of this generation holds the segment.
    func setSafe(_ segment: RowKey<StoredSegment>, in generation: Generation) throws
    func appendNumber(
        _ position: StreamPosition,
        of segment: RowKey<StoredSegment>,
        in space: RowKey<StoredSpace>
    ) throws

    func appendUnsealed(_ leaf: UnsealedLeaf, to log: RowKey<StoredLog>) throws
    func removeUnsealed(of log: RowKey<StoredLog>) throws
    /// Moves an own log past a sealed segment: its leaves are no longer unsealed.
    func setSealed(_ position: LogPosition, of log: RowKey<StoredLog>) throws

    /// Writes records' states.
    func keep(_ records: [ChangedRecord], in space: RowKey<StoredSpace>) throws
    /// Writes where a space stands: its digest, its stream and its clock.
    func setState(of space: StoredSpace) throws
}

extension StorageReader {
    func record(_ name: RecordKey, in space: RowKey<StoredSpace>) throws -> StoredRecord? {
        try records([name], in: space)[0]
    }
}

/// How a segment is entered.
struct SegmentPlacing: Sendable {
    let status: StoredSegment.Status
    let isVerified: Bool
    /// `nil` while it waits, and for a log's first segment, which is its own root.
    let root: RowKey<StoredSegment>?
    /// See ``StoredSegment/rightsLeft``.
    var rightsLeft: Rights?
    /// Milliseconds since 1970.
    let arrivedAt: Int64
}
