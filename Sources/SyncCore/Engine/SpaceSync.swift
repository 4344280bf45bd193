/// What one sync of one space works with, and what it has counted so far.
struct SpaceSync {
    let space: SpaceID
    let pinned: [PublicKey]
    let certificate: Certificate
    let key: SigningKey
    let onProgress: @Sendable (SyncProgress) -> Void

    var report: SyncReport
    /// Segments that the server answered for and that the store does not know to be safe: not sent again.
    var setAside: Set<SegmentID> = []
    /// Whether the server has said that it lacks photos that records name.
    var serverLacksBlobs = false
    /// Photos that the server did not take, though it lacks them: not brought again in this sync.
    var blobsAside: Set<BlobID> = []
    /// Whether everything is pulled once more, since something was passed by.
    ///
    /// Once a sync: what is damaged on the server would be fetched for ever.
    var pullsAnew = false
    /// Segments that the server holds with a payload missing, and this device whole.
    var holes: [Segment] = []
    var hasAskedForHoles = false
    /// What the server holds, once asked for, moved along by what it stored since.
    var serverVector: VersionVector?

    init(
        of summary: SpaceSummary,
        keys: any KeyStore,
        onProgress: @escaping @Sendable (SyncProgress) -> Void
    ) throws(SyncProblem) {
        space = summary.id
        pinned = summary.trustedKeys
        guard let certificate = summary.opening?.certificate else { throw .notEnrolled(summary.id) }
        let key: SigningKey?
        do throws(KeyStoreError) {
            key = try keys.key(for: summary.id)
        } catch {
            throw .keys(error)
        }
        guard let key else { throw .notEnrolled(summary.id) }
        self.key = key
        self.certificate = certificate
        self.onProgress = onProgress
        report = SyncReport(space: summary.id)
    }

    var path: String { "/v1/spaces/\(space)" }

    /// The key that sessions are opened towards: the first pinned one.
    var serverKey: PublicKey? { pinned.first }

    func tell(_ phase: SyncProgress.Phase, done: Int = 0, total: Int? = nil) {
        onProgress(SyncProgress(phase: phase, done: done, total: total))
    }
}
