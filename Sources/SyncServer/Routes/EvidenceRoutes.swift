import Hummingbird
import SwiftProtobuf
import SyncCore

/// `POST /v1/spaces/{space}/evidence`: a device shows the last head that this server signed for it.
///
/// A head that the server's history does not have proves that the server, or its disk, was put back to a copy
/// from before: a new generation begins, and every laptop offers what is missing.
struct EvidenceRoutes: Sendable {
    let gate: SpaceGate
    let reader: PullReader
    let signals: SpaceSignals

    func add(to group: RouterGroup<ServerContext>) {
        group.post("evidence") { request, context in try await show(request, context) }
    }

    private func show(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (_, space) = try await gate.presentMember(request, context)
        let wire = try await request.message(WireSignedHead.self, named: "head")
        let shown = try SignedHead(wire)
        let host = gate.admission.host
        let reader = reader
        let signals = signals
        let head = try await StoreThreads.run {
            do throws(WireError) {
                try shown.verify(signedBy: [host.key.publicKey], space: space.id)
            } catch {
                throw Refusal(error)
            }
            if try !host.replica.holds(shown.head.stream, of: space.id) {
                try host.replica.restartNumbering(of: space.id)
                signals.wake([space.id])
            }
            return try reader.head(of: space.id)
        }
        return Response(protobuf: try head.wire.serializedBytes())
    }
}
