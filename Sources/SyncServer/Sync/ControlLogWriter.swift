import SyncCore

/// Writes a space's control log: what every replica must know of its members.
///
/// Each write is saved, sealed and numbered in one commit, so it reaches every laptop with its next pull.
struct ControlLogWriter: Sendable {
    let replica: Replica
    let key: SigningKey

    /// Starts the control log of a space, or goes on with it.
    func start(in space: HostedSpace) throws(StoreError) {
        try replica.startLog(opening(in: space), in: space.id)
    }

    /// Writes members' certificates.
    func publish(_ certificates: [Certificate], in space: HostedSpace) throws(StoreError) {
        try save(certificates.map(ControlRecord.certificate), in: space)
    }

    /// Writes the rights that the logs of a member have from their present end on.
    ///
    /// Logs whose standing is the same already are left alone, so that a command that is repeated changes
    /// nothing.
    ///
    /// - Returns: how many logs changed.
    @discardableResult
    func setRights(
        _ rights: Rights,
        of member: PublicKey,
        in space: HostedSpace
    ) throws(StoreError) -> Int {
        let vector = try replica.vector(of: space.id)
        var changes: [RecordEdit] = []
        for log in try replica.logs(of: member, in: space.id) {
            if try standing(of: log, in: space) == rights { continue }
            let last = vector.heads[log]?.max()?.segment
            changes.append(ControlRecord.standing(of: log, keptUpTo: last, then: rights))
        }
        try save(changes, in: space)
        return changes.count
    }

    /// Writes the rights that a log has from its beginning, before its first segment comes.
    func setRights(_ rights: Rights, ofNew log: LogID, in space: HostedSpace) throws(StoreError) {
        guard try standing(of: log, in: space) == nil else { return }
        try save([ControlRecord.standing(of: log, keptUpTo: nil, then: rights)], in: space)
    }

    private func standing(of log: LogID, in space: HostedSpace) throws(StoreError) -> Rights? {
        try replica.record(ControlRecord.standingKey(of: log), in: space.id).flatMap(ControlRecord.rights)
    }

    private func save(_ edits: [RecordEdit], in space: HostedSpace) throws(StoreError) {
        guard !edits.isEmpty else { return }
        _ = try replica.save(
            edits,
            in: space.id,
            to: opening(in: space).logID(in: space.id),
            sealingWith: key
        )
    }

    private func opening(in space: HostedSpace) -> LogOpening {
        LogOpening(publicKey: key.publicKey, nonce: space.controlNonce, certificate: nil)
    }
}
