import FieldModel
import Hummingbird
import NIOCore
import SyncCore

/// The read interface for review and models: `…/records`, one record, its history, `…/conflicts`.
///
/// JSON, as the space is, or was `asOf` a moment. A listing is paged: `limit` records, and `next` for the
/// parameter `cursor`.
struct RecordRoutes: Sendable {
    let gate: ReadGate
    let replica: Replica
    let snapshots: Snapshots

    func add(to group: RouterGroup<ServerContext>) {
        group.get("records") { request, context in
            try await list(request, context, onlyOpenConflicts: false)
        }
        group.get("conflicts") { request, context in
            try await list(request, context, onlyOpenConflicts: true)
        }
        group.get("records/{kind}/{id}") { request, context in try await one(request, context) }
        group.get("records/{kind}/{id}/history") { request, context in try await history(request, context) }
    }

    private func list(
        _ request: Request,
        _ context: ServerContext,
        onlyOpenConflicts: Bool
    ) async throws -> Response {
        let space = try await gate.space(request, context)
        var query = try RecordQuery(request, now: gate.now)
        if onlyOpenConflicts { query.onlyOpenConflicts = true }
        let wanted = query
        let replica = try await replica(of: space, request)
        let page = try await StoreThreads.run {
            do throws(StoreError) {
                return try replica.records(matching: wanted, in: space.id)
            } catch .value {
                throw Refusal.malformed(.parameter("cursor", expected: "\"next\" of the page before"))
            }
        }
        return Response.json([
            "records": .array(page.records.map { RecordDocument($0).json }),
            "next": page.next.map { .string($0) } ?? .null,
        ])
    }

    private func one(_ request: Request, _ context: ServerContext) async throws -> Response {
        let space = try await gate.space(request, context)
        let key = try Self.key(context)
        try request.requireSingleParameters()
        let replica = try await replica(of: space, request)
        guard let record = try await StoreThreads.run({ try replica.record(key, in: space.id) }) else {
            throw Refusal.unknownRecord
        }
        return Response.json(RecordDocument(record).json)
    }

    private func history(_ request: Request, _ context: ServerContext) async throws -> Response {
        let space = try await gate.space(request, context)
        let key = try Self.key(context)
        try request.requireSingleParameters()
        let replica = try await replica(of: space, request)
        let entries = try await StoreThreads.run { try replica.history(of: key, in: space.id) }
        guard !entries.isEmpty else { throw Refusal.unknownRecord }
        let kind = Catalogue.kind(key.kind)
        return Response.json(["history": .array(entries.map { HistoryDocument($0, of: kind).json })])
    }

    /// The replica that has the space as it is, or was.
    private func replica(of space: HostedSpace, _ request: Request) async throws -> Replica {
        guard let moment = try request.moment else { return replica }
        return try await snapshots.replica(of: space.id, asOf: moment)
    }

    private static func key(_ context: ServerContext) throws(Refusal) -> RecordKey {
        let kind = try context.parameters.get("kind").map { name throws(Refusal) in
            try KindDefinition.named(name)
        }
        guard let kind, let id = context.parameters.get("id").flatMap({ RecordID($0) }) else {
            throw .unknownRecord
        }
        return RecordKey(kind: kind.number, id: id)
    }
}

extension KindDefinition {
    /// The kind of a stable name.
    ///
    /// - Throws: ``Refusal/unknownKind(_:nearest:)``
    static func named(_ name: some StringProtocol) throws(Refusal) -> KindDefinition {
        guard let kind = Catalogue.kind(named: String(name)) else {
            let names = Catalogue.kinds.map(\.name)
            throw .unknownKind(String(name), nearest: nearestNames(to: String(name), among: names))
        }
        return kind
    }
}

extension Response {
    static func json(_ value: JSONValue) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: value.line + "\n"))
        )
    }

    static func json(_ members: [String: JSONValue]) -> Response { json(.object(members)) }
}
