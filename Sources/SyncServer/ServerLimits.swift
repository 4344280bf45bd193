/// Every limit of the server, with its unit and its reason.
///
/// The engine's own are in `SyncCore.Limits`.
enum ServerLimits {
    /// Bytes of one push: large enough that a laptop back from a week away needs few requests, small enough
    /// that hundreds of them at once fit in memory together with ``pushesInFlightBytes``.
    static let pushBytes = 4 * 1_024 * 1_024
    /// Bytes of all pushes that are being read or wait for their commit.
    static let pushesInFlightBytes = 128 * 1_024 * 1_024
    /// Bytes of any other request's body: an enrolment with a member for every space, and room.
    static let requestBytes = 64 * 1_024
    /// Spaces in one invitation, and members in one enrolment.
    static let enrolmentMembers = 64
    /// Bytes read from the store and written to a pull at a time: what one pull holds in memory.
    static let pullChunkBytes = 256 * 1_024
    /// Segments read from the store at a time.
    static let pullChunkSegments = 256
    /// Pushes that share one commit, so that the first of them does not wait for all.
    static let pushesPerCommit = 256
    /// Seconds that a pull may wait for news: below the idle limits that proxies commonly have (60 s).
    static let longestWaitSeconds = 55
    /// Between two looks at the database for what another program changed there.
    static let watchPause: Duration = .milliseconds(500)
    /// How long an idle connection is kept: longer than the longest wait.
    static let idleSeconds: Int64 = 75
    /// How long a token lives.
    ///
    /// A client asks for another one by itself.
    static let tokenMilliseconds: Int64 = 12 * 60 * 60 * 1_000
    /// Tokens that are remembered; the oldest goes first, and its client asks for another one.
    static let tokens = 20_000
    /// How long a nonce is fresh.
    static let nonceMilliseconds: Int64 = 2 * 60 * 1_000
    /// Used nonces that are remembered for as long as they would be fresh.
    static let usedNonces = 20_000
    /// How long a one-time code lives unless the administrator says otherwise.
    static let codeMilliseconds: Int64 = 48 * 60 * 60 * 1_000
    /// The longest that an administrator may let a code live: thirty days.
    static let longestCodeMilliseconds: Int64 = 30 * 24 * 60 * 60 * 1_000
    /// Bytes of a name or a pseudonym in UTF-8.
    static let nameBytes = 200
    /// How long a graceful shutdown may take before connections are cut.
    static let shutdownPatience: Duration = .seconds(20)
    /// Days that a leaf certificate is valid, and days before its end at which a start renews it.
    static let leafDays = 397
    static let leafRenewalDays = 30
    /// Days that the certificate authority is valid: 30 years, as long as the server's key.
    static let authorityDays = 10_957
    /// Bytes of a redaction's ground in UTF-8: a paragraph of law and a sentence.
    static let groundBytes = 500
    /// Changes that one redaction takes from other places than the one that was named: what one commit can
    /// rewrite while pushes wait.
    static let redactedChanges = 2_000
    /// Other places that an answer lists: what a person can look through.
    static let listedPlaces = 1_000
    /// Records that a retention run reads, and changes that it erases, at a time, so that it never keeps the
    /// store from others for long.
    static let retentionRecords = 256
    static let retentionChanges = 500
    /// How long a session in the browser lasts, and how long without a request: a working day, and a long
    /// lunch.
    static let webSessionMilliseconds: Int64 = 12 * 60 * 60 * 1_000
    static let webIdleMilliseconds: Int64 = 2 * 60 * 60 * 1_000
    /// Bytes of a form that a page sends: some pages of text.
    static let formBytes = 256 * 1_024
}
