import Hummingbird
import SwiftProtobuf
import SyncCore

/// `POST /v1/spaces/{space}/sessions`: a proof becomes a token.
///
/// An empty request gets a nonce.
struct SessionRoutes: Sendable {
    let gate: SpaceGate

    func add(to group: RouterGroup<ServerContext>) {
        group.post("sessions") { request, context in try await open(request, context) }
    }

    private func open(_ request: Request, _ context: ServerContext) async throws -> Response {
        let address = context.address
        if request.headers[.contentType] == nil {
            let now = gate.admission.host.surroundings.wallMilliseconds()
            try gate.admission.limits.strangers.take(address, now: now)
            throw Refusal.sessionNeeded
        }
        let wire = try await request.message(WireSessionRequest.self, named: "session")
        if wire.nonce.isEmpty { throw Refusal.sessionNeeded }
        let proof = try SessionProof(wire)
        let space = try await gate.space(context)
        let admission = gate.admission
        let (token, session) = try await StoreThreads.run {
            try admission.open(proof, in: space, from: address)
        }
        var answer = WireSessionAnswer()
        answer.token = token
        answer.expires = session.expiresAt
        return Response(protobuf: try answer.serializedBytes())
    }
}
