/// What a replica knows of one of its spaces.
public struct SpaceSummary: Hashable, Sendable {
    public let id: SpaceID
    public let name: String
    public let trustedKeys: [PublicKey]
    /// The device's own log and certificate, once enrolled.
    public let opening: LogOpening?
    public let digest: StateDigest
    /// Saved changes that are not sealed yet.
    public let unsealedChanges: Int
    /// Own changes, sealed or not, without a receipt of the present generation.
    public let unacknowledgedChanges: Int
    /// Where the pull stream, or the server's own numbering, stands.
    public let stream: StreamPosition?
    /// When the last sync ended well, milliseconds since 1970.
    public let lastSync: Int64?
    /// The server's clock minus ours at the last sync, milliseconds.
    public let clockSkew: Int64?
    public let openConflicts: Int
    /// Logs of which more than one branch is held.
    public let forkedLogs: Int
    /// A segment of the log that the device writes now came from elsewhere: the device, or its disk, was
    /// restored or cloned.
    ///
    /// It should start a new log.
    public let metUnknownOwnSegments: Bool
}
