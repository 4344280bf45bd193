/// Every limit of the engine, with its unit and its reason.
public enum Limits {
    /// Changes in a segment: a lost segment costs at most this much to send again.
    public static let segmentChanges = 1_000
    /// Bytes of a segment's body before compression.
    public static let segmentBytes = 256 * 1_024
    /// Bytes of one change's leaf, so that any change fits in any segment.
    public static let changeBytes = 64 * 1_024
    /// Bytes of a segment header: an opening with a certificate, and room.
    public static let headerBytes = 4_096
    /// Bytes of a whole encoded segment: a body that does not compress, its header and signature, and room.
    public static let encodedSegmentBytes = segmentBytes + 16 * 1_024
    /// Writes in a change, entries in a change, and superseded names in a change.
    public static let changeEntries = 4_096
    /// Branches kept of a forked log; beyond that it is quarantined.
    public static let logHeads = 16
    /// Bytes of segments that wait for a predecessor, a log.
    public static let waitingBytes = 64 * 1_024 * 1_024
    /// Records in a page of a listing: what a person, or one answer over HTTP, can take in.
    public static let pageRecords = 1_000
    /// Problems that a check of a store lists; a damaged file may have one a row.
    public static let reportedProblems = 1_000
    /// How far ahead of the local wall clock a reading may be and still be absorbed: one day.
    public static let clockAheadMilliseconds: Int64 = 24 * 60 * 60 * 1_000
    /// Field numbers from here up need the right to review.
    public static let firstReviewField: UInt32 = 512
    /// Kind numbers below this are the engine's own and are written by the control log alone.
    public static let firstRecordKind: UInt32 = 16
    /// Field numbers below this are the engine's own, in every kind.
    public static let firstRecordField: UInt32 = 16
}
