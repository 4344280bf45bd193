/// What went wrong in a sync.
///
/// Nothing recorded is ever lost by any of them: a problem says what was not exchanged.
public enum SyncProblem: Error, Hashable, Sendable {
    case cancelled
    case transport(TransportError)
    /// The server refused a request, in its own words.
    case refused(Problem)
    /// The server is busy for longer than a sync waits.
    case busy(for: Duration)
    /// The server did not accept sessions that it had just opened.
    case sessionNotAccepted
    /// The device was never enrolled in the space, or its key is gone.
    case notEnrolled(SpaceID)
    case store(StoreError)
    case keys(KeyStoreError)
    /// Loud: the server's signed history is not the one that this device was shown before.
    case historyDiffers(held: StreamPosition?, server: SpaceHead)
    /// Loud: the same segments gave another state. Rebuild this replica; see `field doctor --rebuild`.
    case digestsDiffer(held: StateDigest, server: StateDigest)
    /// Loud: an answer that the server's pinned key did not sign, or that is not what the protocol describes.
    case notTrusted(WireError)
    /// A segment from the server does not pass this device's own checks. It was not stored.
    case segmentNotAccepted(SegmentID, LogError)
    /// The server lacks a photo that this device holds, and does not take it.
    case blobNotTaken(BlobID, Problem)

    /// Whether it must be shown even if nothing else is.
    public var isLoud: Bool {
        switch self {
        case .historyDiffers, .digestsDiffer, .notTrusted, .segmentNotAccepted: true
        default: false
        }
    }

    /// Whether it says that the device is a member no more, and nothing else.
    public var isEndOfMembership: Bool {
        guard case .refused(let problem) = self else { return false }
        return problem.code == .membershipEnded
    }
}

extension SyncProblem: ExplainedError {
    public var explanation: Explanation {
        switch self {
        case .transport(let error): return error.explanation
        case .keys(let error): return error.explanation
        default: break
        }
        return Explanation(
            happened: happened,
            safe: "Everything recorded is safe on this computer.",
            next: next
        )
    }

    private var happened: String {
        switch self {
        case .cancelled: "The sync was cancelled."
        case .refused(let problem): "\(problem.title). \(problem.detail)"
        case .busy: "The server is busy."
        case .sessionNotAccepted: "The server does not accept the sessions that it opens."
        case .notEnrolled: "This computer is not enrolled in the space."
        case .store: "The local store could not be used."
        case .historyDiffers:
            "The server shows another history than before: it may have been restored from a backup."
        case .digestsDiffer: "This computer and the server hold the same entries but not the same state."
        case .notTrusted: "The server gave an answer that its key does not vouch for."
        case .segmentNotAccepted(let id, _): "A segment from the server is damaged (\(id))."
        case .blobNotTaken(let blob, let problem):
            "The server did not take the photo \(blob.description.prefix(8)): \(problem.title)."
        case .transport, .keys: ""
        }
    }

    private var next: String {
        switch self {
        case .cancelled: "Sync again whenever you like: it goes on where it ended."
        case .refused, .sessionNotAccepted: "Ask the server's administrator if it stays."
        case .busy: "Sync again later."
        case .notEnrolled: "Enrol with a one-time code from the administrator."
        case .store: "Check the disk, then run the doctor."
        case .historyDiffers: "Tell the server's administrator. This computer offers what the server lacks."
        case .digestsDiffer: "Rebuild the local state, then sync again; if it stays, report it."
        case .notTrusted, .segmentNotAccepted:
            "Do not enrol anew. Tell the server's administrator: a stranger may be answering."
        case .blobNotTaken: "Run the doctor: the photo's file may be damaged. Then tell the administrator."
        case .transport, .keys: ""
        }
    }
}
