import FoundationEssentials
import Hummingbird
import SwiftProtobuf
import SyncCore

/// `GET /v1/server` and `POST /v1/enrolments`: what a device does before it is a member.
struct EnrolmentRoutes: Sendable {
    let enrolment: Enrolment
    let trustAnchor: String?

    func add(to group: RouterGroup<ServerContext>) {
        group.get("server") { request, context in try identity(request, context) }
        group.post("enrolments") { request, context in try await enrol(request, context) }
    }

    private func identity(_ request: Request, _ context: ServerContext) throws -> Response {
        let host = enrolment.host
        try enrolment.limits.strangers.take(context.address, now: host.surroundings.wallMilliseconds())
        guard let nonce = request.parameter("nonce").flatMap({ [UInt8](hexadecimal: $0) }),
            nonce.count == ServerIdentity.nonceBytes
        else { throw Refusal.malformed(.parameter("nonce", expected: "32 hexadecimal digits")) }
        let identity = try ServerIdentity(
            answering: nonce,
            trustAnchor: trustAnchor,
            software: "field-server",
            key: host.key
        )
        return Response(protobuf: try identity.wire.serializedBytes())
    }

    private func enrol(_ request: Request, _ context: ServerContext) async throws -> Response {
        let wire = try await request.message(WireEnrolmentRequest.self, named: "enrolment")
        guard wire.secret.count == EnrolmentCode.partBytes,
            wire.members.count <= ServerLimits.enrolmentMembers
        else { throw Refusal.malformed(.message("enrolment")) }
        let proofs = try wire.members.map { try EnrolmentProof($0) }
        let enrolment = enrolment
        let address = context.address
        let enrolled = try await StoreThreads.run {
            try enrolment.answer(secret: Array(wire.secret), proofs: proofs, from: address)
        }
        var answer = WireEnrolmentAnswer()
        answer.spaces = enrolled.map(\.wire)
        answer.serverKeys = [Data(enrolment.host.key.publicKey.bytes)]
        return Response(protobuf: try answer.serializedBytes())
    }
}

extension Enrolled {
    fileprivate var wire: WireEnrolledSpace {
        var wire = WireEnrolledSpace()
        wire.space = Data(space.id.bytes)
        wire.name = space.name
        wire.pseudonym = pseudonym
        wire.rights = rights.rawValue
        if let certificate { wire.certificate = certificate.wire }
        return wire
    }
}
