import FoundationEssentials
import SwiftProtobuf

/// Enrols this device in the spaces of a one-time code.
///
/// The order is what makes it safe. The server's key is compared with the code's fingerprint before the
/// secret is sent. The keys are on disk before the request that enrols them. So whatever breaks, the same
/// code with the same keys gives the same answer.
public struct Enrolment: Sendable {
    private let replica: Replica
    private let keys: any KeyStore
    private let surroundings: Surroundings
    private let connect: @Sendable (ServerTrust) -> any Transport

    /// `connect` makes a transport to the server that verifies it against the trust given.
    public init(
        replica: Replica,
        keys: any KeyStore,
        surroundings: Surroundings = .system,
        connect: @escaping @Sendable (ServerTrust) -> any Transport
    ) {
        self.replica = replica
        self.keys = keys
        self.surroundings = surroundings
        self.connect = connect
    }

    /// Enrols, and starts a log of this device in every space of the code.
    public func enrol(with code: EnrolmentCode) async throws(EnrolmentError) -> EnrolledServer {
        let identity = try await identify(with: code)
        let trust = identity.trustAnchor.map { ServerTrust.pinned($0) } ?? .systemRoots
        let transport = connect(trust)
        let offered = try await post(code.secret, [:], of: identity, over: transport)
        guard !offered.spaces.isEmpty else { throw .answerNotTrusted(.malformed(.enrolment)) }
        let members = try keepKeys(for: offered)
        let answer = try await post(code.secret, members, of: identity, over: transport)
        let memberships = try check(answer, against: members, identity: identity)
        let pinned = try pinnedKeys(of: answer, identity: identity)
        for membership in memberships { try begin(membership, trusting: pinned) }
        return EnrolledServer(
            publicKey: identity.publicKey,
            trustAnchor: identity.trustAnchor,
            software: identity.software,
            memberships: memberships.map(\.membership)
        )
    }

    /// Asks who the server is; the answer proves itself, so the connection need not.
    private func identify(with code: EnrolmentCode) async throws(EnrolmentError) -> ServerIdentity {
        var generator = surroundings.generator
        let nonce = Generation.random(using: &generator).bytes
        let request = HTTPRequest(.get, "/v1/server?nonce=\(nonce.hexadecimal)")
        let answer = try await exchange(request, over: connect(.none))
        guard let wire = try? WireServerIdentity(serializedBytes: answer) else {
            throw .answerNotTrusted(.malformed(.identity))
        }
        let identity: ServerIdentity
        do throws(WireError) {
            identity = try ServerIdentity(wire)
            guard code.matches(identity.publicKey) else { throw WireError.unknownSigner(.identity) }
            try identity.verify(nonce: nonce)
        } catch {
            throw error == .unknownSigner(.identity) ? .otherServer : .answerNotTrusted(error)
        }
        guard identity.format == SegmentHeader.currentFormat else { throw .otherFormat(identity.format) }
        return identity
    }

    /// Makes the keys that are missing, and keeps all of them durably before anything is enrolled.
    private func keepKeys(for offered: WireEnrolmentAnswer) throws(EnrolmentError) -> [SpaceID: SigningKey] {
        var members: [SpaceID: SigningKey] = [:]
        do throws(KeyStoreError) {
            for wire in offered.spaces {
                guard let space = SpaceID(bytes: wire.space) else { continue }
                members[space] = try keys.key(for: space) ?? SigningKey()
            }
            try keys.keep(members)
        } catch {
            throw .keys(error)
        }
        guard members.count == offered.spaces.count else { throw .answerNotTrusted(.malformed(.enrolment)) }
        return members
    }

    private func post(
        _ secret: [UInt8],
        _ members: [SpaceID: SigningKey],
        of identity: ServerIdentity,
        over transport: any Transport
    ) async throws(EnrolmentError) -> WireEnrolmentAnswer {
        var wire = WireEnrolmentRequest()
        wire.secret = Data(secret)
        let body: [UInt8]
        do {
            wire.members = try members.sorted { $0.key < $1.key }.map { space, key in
                try EnrolmentProof(space: space, secret: secret, server: identity.publicKey, key: key).wire
            }
            body = try wire.serializedBytes()
        } catch {
            throw .answerNotTrusted(.malformed(.enrolment))
        }
        let request = HTTPRequest(.post, "/v1/enrolments", fields: [.protobuf], body: .bytes(body))
        let answer = try await exchange(request, over: transport)
        guard let decoded = try? WireEnrolmentAnswer(serializedBytes: answer) else {
            throw .answerNotTrusted(.malformed(.enrolment))
        }
        return decoded
    }

    private func exchange(
        _ request: HTTPRequest,
        over transport: any Transport
    ) async throws(EnrolmentError) -> [UInt8] {
        let answer: HTTPAnswer
        do throws(TransportError) {
            answer = try await transport.send(request)
        } catch {
            throw .transport(error)
        }
        guard answer.head.status == 200 else {
            let document = try? Problem(decoding: Data(answer.body), status: answer.head.status)
            throw .refused(document ?? Problem(.unknown, status: answer.head.status))
        }
        return answer.body
    }

    private func begin(_ enrolled: Enrolled, trusting pinned: [PublicKey]) throws(EnrolmentError) {
        let space = enrolled.membership.space
        do throws(StoreError) {
            try replica.addSpace(space, name: enrolled.membership.name, trusting: pinned)
            let opening = try replica.spaces().first { $0.id == space }?.opening
            // The same code once more: the log of the first time goes on.
            guard opening?.certificate?.bytes != enrolled.certificate.bytes else { return }
            var generator = surroundings.generator
            let fresh = LogOpening(
                publicKey: enrolled.certificate.publicKey,
                nonce: Generation.random(using: &generator).bytes,
                certificate: enrolled.certificate
            )
            try replica.startLog(fresh, in: space)
        } catch {
            throw .store(error)
        }
    }
}

// MARK: Checking the answer

extension Enrolment {
    private struct Enrolled {
        let membership: EnrolledServer.Membership
        let certificate: Certificate
    }

    /// Checks every certificate: this space, this device's key, signed by the key whose fingerprint was
    /// typed.
    private func check(
        _ answer: WireEnrolmentAnswer,
        against members: [SpaceID: SigningKey],
        identity: ServerIdentity
    ) throws(EnrolmentError) -> [Enrolled] {
        var enrolled: [Enrolled] = []
        for wire in answer.spaces {
            do throws(LogError) {
                let certificate = try Certificate(wire.certificate)
                try certificate.verify(signedBy: [identity.publicKey])
                guard let key = members[certificate.space], certificate.space.bytes == Array(wire.space)
                else {
                    throw .wrongSpace
                }
                guard certificate.publicKey == key.publicKey else { throw .malformed(.certificate) }
                let membership = EnrolledServer.Membership(
                    space: certificate.space,
                    name: wire.name,
                    pseudonym: certificate.pseudonym,
                    rights: certificate.rights
                )
                enrolled.append(Enrolled(membership: membership, certificate: certificate))
            } catch {
                throw .answerNotTrusted(.log(error))
            }
        }
        guard Set(enrolled.map(\.membership.space)) == Set(members.keys), enrolled.count == members.count
        else {
            throw .answerNotTrusted(.malformed(.enrolment))
        }
        return enrolled
    }

    /// The keys to pin, the server's present one first: sessions are opened towards it.
    private func pinnedKeys(
        of answer: WireEnrolmentAnswer,
        identity: ServerIdentity
    ) throws(EnrolmentError) -> [PublicKey] {
        let others = answer.serverKeys.compactMap { PublicKey(bytes: $0) }
        guard others.count == answer.serverKeys.count else { throw .answerNotTrusted(.malformed(.enrolment)) }
        return [identity.publicKey] + others.filter { $0 != identity.publicKey }
    }
}
