import Hummingbird
import SwiftProtobuf
import SyncCore

/// `POST /v1/spaces/{space}/evidence` and `…/evidence/receipt`: a device shows the last head, or a former
/// member the last receipt, that this server signed for it.
///
/// One whose place the server's history does not have proves that the server, or its disk, was put back to a
/// copy from before: a new generation begins, and every laptop offers what is missing.
struct EvidenceRoutes: Sendable {
    let gate: SpaceGate
    let reader: PullReader
    let signals: SpaceSignals

    func add(to group: RouterGroup<ServerContext>) {
        group.post("evidence") { request, context in try await showHead(request, context) }
        group.post("evidence/receipt") { request, context in try await showReceipt(request, context) }
    }

    private func showHead(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (_, space) = try await gate.presentMember(request, context)
        let shown = try SignedHead(await request.message(WireSignedHead.self, named: "head"))
        return try await compare(shown.head.stream, of: space) { key throws(WireError) in
            try shown.verify(signedBy: [key], space: space.id)
        }
    }

    /// A former member cannot pull, so that nothing but its receipts tells of what the server had.
    private func showReceipt(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (_, space) = try await gate.member(request, context)
        let shown = try SignedReceipt(await request.message(WireSignedReceipt.self, named: "receipt"))
        return try await compare(shown.stream, of: space) { key throws(WireError) in
            try shown.verify(signedBy: [key], space: space.id, segment: shown.segment)
        }
    }

    private func compare(
        _ place: StreamPosition,
        of space: HostedSpace,
        verifying verify: @escaping @Sendable (PublicKey) throws(WireError) -> Void
    ) async throws -> Response {
        let host = gate.admission.host
        let reader = reader
        let signals = signals
        let head = try await StoreThreads.run {
            do throws(WireError) {
                try verify(host.key.publicKey)
            } catch {
                throw Refusal(error)
            }
            if try !host.replica.holds(place, of: space.id) {
                try host.replica.restartNumbering(of: space.id)
                signals.wake([space.id])
            }
            return try reader.head(of: space.id)
        }
        return Response(protobuf: try head.wire.serializedBytes())
    }
}
