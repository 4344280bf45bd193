import FieldModel
import Hummingbird
import SyncCore

/// `GET /v1/spaces/{space}/blobs/{sha256}`: a photo, whole or a part of it; `GET …/blobs?missing=1`: which
/// photos the server lacks.
struct BlobRoutes: Sendable {
    let gate: SpaceGate

    func add(to group: RouterGroup<ServerContext>) {
        group.get("blobs") { request, context in try await missing(request, context) }
        group.get("blobs/{blob}") { request, context in try await content(request, context) }
    }

    /// A former member learns of what its own logs name only.
    private func missing(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (member, space) = try await gate.member(request, context)
        guard try request.flag("missing") else {
            throw Refusal.malformed(.parameter("missing", expected: "1"))
        }
        let after = try request.parameter("after").map { text throws(Refusal) in
            guard let blob = BlobID(hexadecimal: text) else {
                throw .malformed(.parameter("after", expected: "64 hexadecimal digits"))
            }
            return blob
        }
        let replica = gate.admission.host.replica
        let found = try await StoreThreads.run {
            let own = member.isPresent ? nil : Set(try replica.logs(of: member.publicKey, in: space.id))
            return try replica.missingBlobs(
                of: space.id,
                after: after,
                limit: Limits.listedBlobs,
                namedBy: own
            )
        }
        let next = found.count == Limits.listedBlobs ? found.last : nil
        return Response.json([
            "missing": .array(found.map { .string($0.description) }),
            "next": next.map { .string($0.description) } ?? .null,
        ])
    }

    private func content(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (_, space) = try await gate.presentMember(request, context)
        return try await BlobAnswer(of: gate.admission.host.replica, in: space.id)
            .response(to: request, context)
    }
}
