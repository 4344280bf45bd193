import SyncCore

/// Decides who may ask what: opens sessions, and finds the member behind a token.
struct Admission: Sendable {
    let host: Host
    let limits: RateLimits
    let nonces: Nonces
    let sessions: Sessions

    /// Opens a session for a proof.
    ///
    /// A member that neither database nor ledger knows, though this server certified it, waits for the
    /// administrator: where both were lost, so was the list of those whose membership had ended.
    func open(
        _ proof: SessionProof,
        in space: HostedSpace,
        from address: String
    ) throws -> (token: String, session: Session) {
        let now = host.surroundings.wallMilliseconds()
        try limits.strangers.take(address, now: now)
        let key = host.key.publicKey
        do throws(WireError) {
            try proof.verify(server: key, space: space.id, trusting: [key])
        } catch {
            throw Refusal(error)
        }
        guard nonces.use(proof.nonce) else { throw Refusal.proofNotValid }
        let certificate = proof.certificate
        guard let member = try host.database.member(certificate.publicKey, in: space.id) else {
            try host.database.note(applicant: certificate, at: now)
            throw Refusal.membershipNotConfirmed
        }
        try host.database.noteSeen(certificate.publicKey, at: now)
        return sessions.open(for: member)
    }

    /// The member behind a token, present or former.
    ///
    /// - Throws: ``Refusal/sessionNeeded`` without a valid token for the space, ``Refusal/wrongSpace`` with
    ///   another's, ``Refusal/tooManyRequests(retryAfterSeconds:)``.
    func member(token: String?, in space: SpaceID, from address: String) throws -> Member {
        let now = host.surroundings.wallMilliseconds()
        guard let token, let session = sessions.session(token) else {
            try limits.strangers.take(address, now: now)
            throw Refusal.sessionNeeded
        }
        guard session.space == space else { throw Refusal.wrongSpace }
        try limits.devices.take(session.publicKey, now: now)
        guard let member = try host.database.member(session.publicKey, in: space) else {
            throw Refusal.sessionNeeded
        }
        // A token from before the membership ended is dead, whatever the clocks say; a new session is for the
        // device's own logs alone.
        if session.isOfPresent, !member.isPresent {
            sessions.close(session.publicKey)
            throw Refusal.sessionNeeded
        }
        if sessions.shouldNote(member.publicKey) { try host.database.noteSeen(member.publicKey, at: now) }
        return member
    }

    /// As ``member(token:in:from:)``, and still a member.
    func presentMember(token: String?, in space: SpaceID, from address: String) throws -> Member {
        let member = try member(token: token, in: space, from: address)
        guard member.isPresent else { throw Refusal.membershipEnded }
        return member
    }
}
