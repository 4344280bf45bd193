import FoundationEssentials
import SwiftProtobuf
import SyncCore

@testable import SyncServer

/// A laptop: a replica in memory, a key a space, and the protocol by hand.
struct TestDevice: Sendable {
    struct Membership: Sendable {
        let space: SpaceID
        let key: SigningKey
        let certificate: Certificate
    }

    let replica: Replica
    private(set) var transport: CurlTransport
    let clock: TestClock
    private(set) var serverKey: PublicKey?
    private(set) var memberships: [String: Membership] = [:]
    private(set) var tokens: [String: String] = [:]

    init(server: TestServer) throws {
        transport = server.transport
        clock = server.clock
        replica = try Replica(at: .memory, schema: Schema(kinds: []), surroundings: server.clock.surroundings)
    }

    /// The same device over another connection.
    func connected(over transport: CurlTransport) -> TestDevice {
        var device = self
        device.transport = transport
        return device
    }

    // MARK: Enrolment

    func identity() async throws -> ServerIdentity {
        let nonce = [UInt8](repeating: 7, count: 16)
        let answer = try await transport.send(HTTPRequest(.get, "/v1/server?nonce=\(nonce.hexadecimal)"))
        let identity = try ServerIdentity(WireServerIdentity(serializedBytes: answer.body))
        try identity.verify(nonce: nonce)
        return identity
    }

    /// Sends an enrolment as it is.
    func enrolment(_ secret: [UInt8], _ proofs: [EnrolmentProof]) async throws -> HTTPAnswer {
        var request = WireEnrolmentRequest()
        request.secret = Data(secret)
        request.members = proofs.map(\.wire)
        return try await post("/v1/enrolments", try request.serializedBytes())
    }

    mutating func enrol(_ code: EnrolmentCode) async throws {
        let server = try await identity().publicKey
        serverKey = server
        let asked = try WireEnrolmentAnswer(serializedBytes: try await enrolment(code.secret, []).body)
        let keys = asked.spaces.map { _ in SigningKey() }
        let proofs = try zip(asked.spaces, keys).map { space, key in
            try EnrolmentProof(
                space: try space.identifier,
                secret: code.secret,
                server: server,
                key: key
            )
        }
        let answer = try WireEnrolmentAnswer(serializedBytes: try await enrolment(code.secret, proofs).body)
        for (space, key) in zip(answer.spaces, keys) {
            let certificate = try Certificate(space.certificate)
            try certificate.verify(signedBy: [server])
            let id = try space.identifier
            memberships[space.name] = Membership(space: id, key: key, certificate: certificate)
            try replica.addSpace(id, name: space.name, trusting: [server])
            try startLog(in: space.name)
        }
    }

    /// Starts a new log, as after a restore.
    func startLog(in name: String) throws {
        let membership = try membership(name)
        var generator = clock.surroundings.generator
        let nonce = RecordID.random(using: &generator).bytes
        let opening = LogOpening(
            publicKey: membership.key.publicKey,
            nonce: nonce,
            certificate: membership.certificate
        )
        try replica.startLog(opening, in: membership.space)
    }

    func membership(_ name: String) throws -> Membership {
        guard let membership = memberships[name] else { throw TestFailure.notEnrolled }
        return membership
    }

    func path(_ name: String, _ rest: String) throws -> String {
        "/v1/spaces/\(try membership(name).space)/\(rest)"
    }

    // MARK: Sessions

    func nonce(_ name: String) async throws -> [UInt8] {
        let answer = try await post(try path(name, "sessions"), [], type: nil)
        guard let nonce = try problem(answer).nonce else { throw TestFailure.noNonce }
        return nonce
    }

    func session(_ name: String, nonce: [UInt8], key: SigningKey? = nil) async throws -> HTTPAnswer {
        guard let serverKey else { throw TestFailure.notEnrolled }
        let membership = try membership(name)
        let proof = try SessionProof(
            certificate: membership.certificate,
            nonce: nonce,
            server: serverKey,
            key: key ?? membership.key
        )
        return try await post(try path(name, "sessions"), try proof.wire.serializedBytes())
    }

    mutating func openSession(_ name: String) async throws {
        let answer = try await session(name, nonce: try await nonce(name))
        guard answer.head.status == 200 else { throw try problem(answer) }
        tokens[name] = try WireSessionAnswer(serializedBytes: answer.body).token
    }

    // MARK: Records

    /// Saves one text, and seals.
    @discardableResult
    func record(_ text: String, id: UInt64 = 1, in name: String = "hv-shared") throws -> [SegmentID] {
        let membership = try membership(name)
        let key = RecordKey(kind: KindNumber(rawValue: 4_000), id: RecordID(high: 0, low: id))
        let edit = RecordEdit(record: key, edits: [.set(FieldNumber(rawValue: 16), .canonicalText(text))])
        _ = try replica.save([edit], in: membership.space)
        return try replica.seal(membership.space, with: membership.key)
    }

    func unsent(_ name: String = "hv-shared") throws -> [Segment] {
        try replica.unacknowledgedSegments(
            of: try membership(name).space,
            countLimit: 1_000,
            byteLimit: 1 << 24
        )
    }
}

enum TestFailure: Error {
    case notEnrolled
    case noNonce
    case noHead
    case noReceipt
    case nobodyWaits
    case notStored
}

extension WireEnrolledSpace {
    var identifier: SpaceID {
        get throws {
            guard let id = SpaceID(bytes: space) else { throw TestFailure.notEnrolled }
            return id
        }
    }
}
