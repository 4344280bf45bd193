import FieldModel
import Foundation
import Hummingbird
import SyncCore

/// `/v1/spaces`, `…/changes` and `/v1/openapi.json`: where a program begins, and how it goes on.
struct ReadRoutes: Sendable {
    let gate: ReadGate
    let replica: Replica

    func add(to group: RouterGroup<ServerContext>) {
        group.get("spaces") { request, context in try await spaces(request, context) }
        group.get("spaces/{space}/changes") { request, context in try await changes(request, context) }
        group.get("openapi.json") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: PackageResources.openapi_json))
            )
        }
    }

    private func spaces(_ request: Request, _ context: ServerContext) async throws -> Response {
        let spaces = try await gate.spaces(request, context)
        let replica = replica
        let documents = try await StoreThreads.run {
            try spaces.map { space -> JSONValue in
                let head = try replica.head(of: space.id)
                return .object([
                    "id": .string(space.id.description),
                    "name": .string(space.name),
                    "as_of": head.map { .string($0.stream.asOf.text) } ?? .null,
                ])
            }
        }
        return .json(["spaces": .array(documents)])
    }

    private func changes(_ request: Request, _ context: ServerContext) async throws -> Response {
        let space = try await gate.space(request, context)
        try request.requireSingleParameters()
        let after = try request.number("after", 0...UInt64(Int64.max)) ?? 0
        let limit = Int(try request.number("limit", 1...1_000) ?? 100)
        let replica = replica
        let listing = try await StoreThreads.run {
            try NumberedChanges(of: space.id, after: after, limit: limit, in: replica)
        }
        return .json([
            "changes": .array(listing.changes.map(\.json)),
            "next": .number(Decimal(listing.next)),
            "as_of": .string(listing.head.asOf.text),
        ])
    }
}

extension StreamPosition {
    fileprivate var asOf: AsOf { AsOf(generation: generation, position: position) }
}
