import FieldModel
import Foundation
import SwiftProtobuf
import SyncCore
import SyncServer

/// Bodies that the fuzzed server takes as they are: of its own space, signed by its own member.
struct FuzzedBodies {
    private let program: SocketlessServer
    private let replica: Replica
    private let keys: MemoryKeys
    private let space: SpaceID
    private let engine: SyncEngine

    init(
        _ program: SocketlessServer,
        _ replica: Replica,
        _ keys: MemoryKeys,
        in space: SpaceID,
        engine: SyncEngine
    ) {
        self.program = program
        self.replica = replica
        self.keys = keys
        self.space = space
        self.engine = engine
    }

    /// - Returns: the bodies, by the names of their targets.
    /// - Throws: what only a mistake can cause.
    func make() async throws -> [String: [[UInt8]]] {
        guard let key = keys.key(for: space) else { return [:] }
        let segments = try segments(signedBy: key)
        _ = await engine.sync(space)
        guard let head = try replica.lastHead(of: space),
            let certificate = try replica.spaces().first?.opening?.certificate
        else { return [:] }
        let server = program.administration.fingerprint
        guard let pinned = try replica.spaces().first?.trustedKeys.first(where: { $0.id == server }) else {
            return [:]
        }
        let session = try await session(of: certificate, signedBy: key, towards: pinned)
        return [
            "http-segments": [segments], "http-evidence": [head], "http-session": [session],
            "http-enrolment": [try enrolment(with: pinned)],
        ]
    }

    private func segments(signedBy key: SigningKey) throws -> [UInt8] {
        for text in ["Trasig lampa", "Lagad", "Trasig igen"] {
            let edit = RecordEdit(
                record: RecordKey(kind: .observation, id: RecordID(high: 0, low: 7)),
                edits: [.set(Observation.description, text)]
            )
            _ = try replica.save([edit], in: space)
            try replica.seal(space, with: key)
        }
        let unsent = try replica.unacknowledgedSegments(of: space, countLimit: .max, byteLimit: .max)
        var writer = DelimitedWriter()
        for segment in unsent { try writer.append(segment.wire) }
        return writer.take()
    }

    private func session(
        of certificate: Certificate,
        signedBy key: SigningKey,
        towards server: PublicKey
    ) async throws -> [UInt8] {
        let asked = HTTPRequest(.post, "/v1/spaces/\(space)/sessions", body: .bytes([]))
        let (head, answer) = try await program.answer(asked)
        let problem = try Problem(decoding: Data(answer), status: head.status)
        let proof = try SessionProof(
            certificate: certificate,
            nonce: problem.nonce ?? [],
            server: server,
            key: key
        )
        return try proof.wire.serializedBytes()
    }

    private func enrolment(with server: PublicKey) throws -> [UInt8] {
        let code = try program.administration.invite(
            pseudonym: "lo-12",
            spaces: ["hv-shared"],
            rights: [.write]
        ).code
        let proof = try EnrolmentProof(space: space, secret: code.secret, server: server, key: SigningKey())
        var request = WireEnrolmentRequest()
        request.secret = Data(code.secret)
        request.members = [proof.wire]
        return try request.serializedBytes()
    }
}
