import SyncCore

/// Writes a space's control log: what every replica must know of its members.
///
/// Each write is saved, sealed and numbered in one commit, so it reaches every laptop with its next pull;
/// the ledger has it before that.
struct ControlLogWriter: Sendable {
    let replica: Replica
    let key: SigningKey
    let ledger: Ledger

    /// Starts the control log of a space, unless it has one.
    ///
    /// A new generation goes on in a control log of its own.
    func start(
        in space: HostedSpace,
        using generator: inout some RandomNumberGenerator
    ) throws(StoreError) {
        guard try replica.spaces().first(where: { $0.id == space.id })?.opening == nil else { return }
        let nonce = Generation.random(using: &generator).bytes
        let opening = LogOpening(publicKey: key.publicKey, nonce: nonce, certificate: nil)
        try replica.startLog(opening, in: space.id)
    }

    /// Writes what a space is called.
    func publish(_ name: String, of space: HostedSpace) throws(StoreError) {
        try save([SpaceTitle.edit(name, of: space.id)], in: space)
    }

    /// Writes members' certificates.
    func publish(_ certificates: [Certificate], in space: HostedSpace) throws(StoreError) {
        try save(certificates.map(\.edit), in: space)
    }

    /// Certifies a key that the server keeps for a person, and writes the certificate.
    ///
    /// - Parameters:
    ///   - publicKey: of the key.
    ///   - pseudonym: under which the person appears.
    ///   - rights: of the person in the space.
    ///   - space: the space.
    /// - Returns: the certificate.
    /// - Throws: ``StoreError``
    func admit(
        _ publicKey: PublicKey,
        as pseudonym: String,
        rights: Rights,
        in space: HostedSpace
    ) throws(StoreError) -> Certificate {
        let certificate = try certify(publicKey, as: pseudonym, rights: rights, in: space.id)
        try publish([certificate], in: space)
        return certificate
    }

    /// Writes what the logs of a member count for from their present end on.
    ///
    /// Standing changes that leave less are taken back: what was held back for them counts again. Logs that
    /// stand so already are left alone, so that a command that is repeated changes nothing.
    ///
    /// - Parameters:
    ///   - rights: at most those of the certificate.
    ///   - certificate: of the member.
    ///   - space: the certificate's.
    /// - Throws: ``StoreError``
    func setRights(
        _ rights: Rights,
        of certificate: Certificate,
        in space: HostedSpace
    ) throws(StoreError) {
        let vector = try replica.vector(of: space.id)
        var edits: [RecordEdit] = []
        for log in try replica.logs(of: certificate.publicKey, in: space.id) {
            let holding = try standingChanges(of: log, in: space)
            edits += holding.filter { !$0.rights.isSuperset(of: rights) }.map(\.release)
            if rights != certificate.rights, !holding.contains(where: { $0.rights == rights }) {
                let last = vector.heads[log, default: []].map(\.segment)
                edits.append(StandingChange(log: log, lastSegments: last, rights: rights).edit)
            }
        }
        // What the control log says of the member from now on.
        let present = try certify(
            certificate.publicKey,
            as: certificate.pseudonym,
            rights: rights,
            in: certificate.space
        )
        try save(edits + [present.edit], in: space)
    }

    /// Writes what a log counts for from its beginning, before its first segment comes.
    func setRights(_ rights: Rights, ofNew log: LogID, in space: HostedSpace) throws(StoreError) {
        guard try standingChanges(of: log, in: space).isEmpty else { return }
        try save([StandingChange(log: log, lastSegments: [], rights: rights).edit], in: space)
    }

    private func standingChanges(
        of log: LogID,
        in space: HostedSpace
    ) throws(StoreError) -> [StandingChange] {
        try replica.record(StandingChange.record(of: log), in: space.id).map(StandingChange.all) ?? []
    }

    private func save(_ edits: [RecordEdit], in space: HostedSpace) throws(StoreError) {
        guard !edits.isEmpty else { return }
        let ledger = ledger
        _ = try replica.save(edits, in: space.id, sealingWith: key) { try ledger.append($0) }
    }

    private func certify(
        _ publicKey: PublicKey,
        as pseudonym: String,
        rights: Rights,
        in space: SpaceID
    ) throws(StoreError) -> Certificate {
        do {
            return try Certificate(
                space: space,
                publicKey: publicKey,
                pseudonym: pseudonym,
                rights: rights,
                signedBy: key
            )
        } catch {
            throw .log(.malformed(.certificate))
        }
    }
}
