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
    /// Bytes of a blob: a photo as phones take them, with room.
    public static let blobBytes = 20 * 1_024 * 1_024
    /// Bytes of a blob that are read or written at a time.
    public static let blobChunkBytes = 256 * 1_024
    /// How long a blob's file is kept that nothing names: a month, in which changes may come back to a
    /// restored server.
    public static let orphanBlobMilliseconds: Int64 = 30 * 24 * 60 * 60 * 1_000
    /// Bytes of a blob that are fetched with one request: a lost answer costs at most this much.
    public static let fetchedBlobBytes = 1_024 * 1_024
    /// How long what has arrived of a blob is kept while nothing more comes: a week.
    public static let partialBlobMilliseconds: Int64 = 7 * 24 * 60 * 60 * 1_000
    /// Names of missing blobs in one answer.
    public static let listedBlobs = 1_000
    /// Names of incomplete segments in one answer.
    public static let listedSegments = 1_000
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
    /// Bytes of an answer's status line and header fields: far more than any server of ours sends.
    public static let answerHeadBytes = 64 * 1_024
    /// Bytes of an answer that is held in memory: a problem document, an enrolment, a head with its vector.
    public static let answerBytes = 4 * 1_024 * 1_024
    /// Bytes a second below which a connection counts as dead, not slow: mobile networks at their worst.
    public static let lowSpeedBytes = 16
    /// Seconds after which an idle connection is not used again: as long as middleboxes commonly remember
    /// one.
    public static let idleConnectionSeconds = 900
    /// Attempts in a row without progress, per direction, before a sync gives up.
    public static let syncAttempts = 5
    /// Sessions that one sync opens: the first, and twice anew on a 401.
    public static let syncSessions = 3
    /// Times that one sync begins a server's numbering anew: a new generation, and one more on the way.
    public static let syncRestarts = 2
    /// Times that one sync compares states, and offers what the server lacks.
    public static let syncComparisons = 3
    public static let syncOffers = 2
    /// The longest `Retry-After` that a sync waits for; beyond it, it ends and says so.
    public static let longestRetryAfter = Duration.seconds(120)
    /// Seconds that a server may take, beyond what any request may, for what a person asks of it: to look
    /// through a space of a million changes, and to write its store anew.
    public static let askedServerSeconds = 270
    /// Segments of one push request: at first, and at most.
    ///
    /// It halves after a failure and doubles after a success.
    public static let firstPushBatchSegments = 64
    public static let pushBatchSegments = 1_024
    /// Bytes of the segments of one push request: a lost answer costs at most this much to send again.
    ///
    /// With their
    /// framing they stay below the 4 MiB that a server takes.
    public static let pushBatchBytes = 3 * 1_024 * 1_024
    /// Segments, and bytes, that a pull stores in one transaction.
    public static let pullBatchSegments = 256
    public static let pullBatchBytes = 4 * 1_024 * 1_024
    /// Bytes of one message in a stream: a segment, its place, and room.
    public static let messageBytes = encodedSegmentBytes + 1_024
    /// Bytes of the answer to one pushed segment: a receipt, or a code with its sentences.
    public static let pushAnswerBytes = 4 * 1_024
    /// Bytes of one part of a bundle: a manifest that names some ten thousand logs.
    public static let bundlePartBytes = 4 * 1_024 * 1_024
    /// Segments that a bundle's maker reads in one view of the store.
    public static let bundlePageSegments = 64
    /// Bundles of one laptop in a shared folder, beyond which it makes one of them.
    public static let peerBundles = 8
}
