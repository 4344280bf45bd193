import SyncCore

/// Turns one-time codes into memberships.
struct Enrolment: Sendable {
    let host: Host
    let limits: RateLimits
    let signals: SpaceSignals

    /// Answers an enrolment.
    ///
    /// Without members: which spaces the code is for; nothing is spent. With a member for each of them:
    /// enrols. Sent again with the same keys, it gives the same answer, also when the code has expired
    /// meanwhile; so a used code still tells its spaces, for a device that lost the answer.
    ///
    /// - Parameters:
    ///   - secret: of the code, ten bytes.
    ///   - proofs: one per space, or none.
    ///   - address: where it came from, for the rate limit only.
    /// - Returns: a space each, ascending by name.
    /// - Throws: ``Refusal``
    func answer(secret: [UInt8], proofs: [EnrolmentProof], from address: String) throws -> [Enrolled] {
        let now = host.surroundings.wallMilliseconds()
        let hash = SecretHash(of: secret)
        try limits.attempts.take(address, now: now)
        try limits.codes.take(hash, now: now)
        let enrolled = try answer(hash, secret: secret, proofs: proofs, at: now)
        limits.attempts.giveBack(address)
        return enrolled
    }

    private func answer(
        _ hash: SecretHash,
        secret: [UInt8],
        proofs: [EnrolmentProof],
        at now: Int64
    ) throws -> [Enrolled] {
        guard let invitation = try found(hash) else { throw Refusal.codeNotValid }
        if proofs.isEmpty {
            guard invitation.isUsed || now < invitation.expiresAt else { throw Refusal.codeNotValid }
            return invitation.spaces.map { Enrolled(space: $0, invitation: invitation, certificate: nil) }
        }
        try check(proofs, of: invitation, secret: secret)
        if invitation.isUsed { return try repeated(invitation, proofs: proofs) }
        guard now < invitation.expiresAt else { throw Refusal.codeNotValid }
        return try enrol(proofs, by: invitation, at: now)
    }

    private func found(_ hash: SecretHash) throws(Refusal) -> Invitation? {
        do throws(ServerError) {
            return try host.database.invitation(hash)
        } catch {
            throw Refusal(error)
        }
    }

    /// Each space of the invitation once, each key once, and proof that the caller holds each key.
    private func check(_ proofs: [EnrolmentProof], of invitation: Invitation, secret: [UInt8]) throws(Refusal)
    {
        guard proofs.count == invitation.spaces.count,
            Set(proofs.map(\.space)) == Set(invitation.spaces.map(\.id)),
            Set(proofs.map(\.publicKey)).count == proofs.count
        else { throw .membersDoNotMatch }
        for proof in proofs {
            do throws(WireError) {
                try proof.verify(server: host.key.publicKey, secret: secret)
            } catch {
                throw .proofNotValid
            }
        }
    }

    private func enrol(
        _ proofs: [EnrolmentProof],
        by invitation: Invitation,
        at now: Int64
    ) throws -> [Enrolled] {
        let members = try invitation.spaces.map { space in
            guard let proof = proofs.first(where: { $0.space == space.id }) else {
                throw Refusal.membersDoNotMatch
            }
            let certificate = try Certificate(
                space: space.id,
                publicKey: proof.publicKey,
                pseudonym: invitation.pseudonym,
                rights: invitation.rights,
                signedBy: host.key
            )
            return Member(newWith: certificate, at: now)
        }
        // First who they are, so that a used code always has its members; a crash before the control log
        // is written is made good when the answer is asked for again.
        guard try host.database.spend(invitation.key, on: members, at: now) else {
            // Maybe by this very request, sent before by a program that was ended and started again.
            return try repeated(invitation, proofs: proofs)
        }
        try publish(members, in: invitation)
        return try enrolled(members, by: invitation)
    }

    private func repeated(_ invitation: Invitation, proofs: [EnrolmentProof]) throws -> [Enrolled] {
        let members = try host.database.members(from: invitation.key)
        guard Set(members.map(\.publicKey)) == Set(proofs.map(\.publicKey)) else {
            throw Refusal.codeNotValid
        }
        try publish(members, in: invitation)
        return try enrolled(members, by: invitation)
    }

    /// Puts the certificates into the control logs; one that is there already is left alone.
    private func publish(_ members: [Member], in invitation: Invitation) throws {
        for space in invitation.spaces {
            let certificates = members.filter { $0.space == space.id }.map(\.certificate)
            try host.controlLog.publish(certificates, in: space)
        }
        signals.wake(invitation.spaces.map(\.id))
    }

    private func enrolled(_ members: [Member], by invitation: Invitation) throws -> [Enrolled] {
        invitation.spaces.map { space in
            let member = members.first { $0.space == space.id }
            return Enrolled(space: space, invitation: invitation, certificate: member?.certificate)
        }
    }
}

/// One space of an answered enrolment.
struct Enrolled: Hashable, Sendable {
    let space: HostedSpace
    let pseudonym: String
    let rights: Rights
    /// `nil` while it was only asked which spaces a code is for.
    let certificate: Certificate?

    init(space: HostedSpace, invitation: Invitation, certificate: Certificate?) {
        self.space = space
        pseudonym = invitation.pseudonym
        rights = invitation.rights
        self.certificate = certificate
    }
}

extension Member {
    /// A member that has just joined, with the rights of its certificate.
    init(newWith certificate: Certificate, at now: Int64) {
        self.init(
            space: certificate.space,
            publicKey: certificate.publicKey,
            pseudonym: certificate.pseudonym,
            rights: certificate.rights,
            certificate: certificate,
            joinedAt: now,
            endedAt: nil,
            lastSeenAt: nil,
            clockAhead: nil
        )
    }
}
