import FieldModel
import Hummingbird
import NIOCore
import SwiftProtobuf
import SyncCore

/// `GET /v1/spaces/{space}/heads` and `…/segments`: what the space holds, and what the caller lacks of it;
/// `…/segments/incomplete`: what the server lacks of its own.
struct PullRoutes: Sendable {
    let gate: SpaceGate
    let reader: PullReader

    func add(to group: RouterGroup<ServerContext>) {
        group.get("heads") { request, context in try await head(request, context) }
        group.get("segments") { request, context in try await pull(request, context) }
        group.get("segments/incomplete") { request, context in try await incomplete(request, context) }
    }

    private func head(_ request: Request, _ context: ServerContext) async throws -> Response {
        let withVector = try request.flag("vector")
        // A former member needs the generation that receipts are of, and learns nothing of others' logs.
        let (_, space) =
            try await withVector
            ? gate.presentMember(request, context) : gate.member(request, context)
        let reader = reader
        let head = try await StoreThreads.run { try reader.head(of: space.id, withVector: withVector) }
        return Response(protobuf: try head.wire.serializedBytes())
    }

    private func incomplete(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (_, space) = try await gate.presentMember(request, context)
        let replica = gate.admission.host.replica
        let found = try await StoreThreads.run {
            try replica.incompleteSegments(of: space.id, limit: Limits.listedSegments)
        }
        return Response.json(["incomplete": .array(found.map { .string($0.description) })])
    }

    private func pull(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (member, space) = try await gate.presentMember(request, context)
        let wanted = try PullReader.Request(request)
        let reader = reader
        try await StoreThreads.run { try reader.check(wanted, in: space.id) }
        try await reader.waitForNews(wanted, for: member)
        if wanted.waitSeconds > 0 { _ = try await gate.presentMember(request, context) }
        let own = try await StoreThreads.run { try reader.ownLogs(of: member, in: wanted) }
        let first = try await StoreThreads.run {
            try reader.chunk(after: wanted.position, for: member, own: own)
        }
        guard !first.isLast else { return Response(protobuf: first.bytes) }
        return stream(from: first, own: own, for: member, over: context.channel)
    }

    /// The answer in chunks, none of which is read before the one before has left for the network.
    private func stream(
        from first: PullReader.Chunk,
        own: Set<LogID>,
        for member: Member,
        over channel: (any Channel)?
    ) -> Response {
        let reader = reader
        let database = gate.admission.host.database
        let body = ResponseBody { writer in
            var chunk = first
            while true {
                try await writer.write(ByteBuffer(bytes: chunk.bytes))
                // The writer knows that the connection is full only once its event loop has taken the chunk.
                try await channel?.eventLoop.submit {}.get()
                guard !chunk.isLast else { break }
                let position = chunk.position
                chunk = try await StoreThreads.run {
                    // A membership that ends takes the rest of the answer with it: without a head, it is
                    // cut short.
                    guard try database.member(member.publicKey, in: member.space)?.isPresent == true else {
                        throw Refusal.membershipEnded
                    }
                    return try reader.chunk(after: position, for: member, own: own)
                }
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: Protobuf.mediaType], body: body)
    }
}

extension PullReader.Request {
    fileprivate init(_ request: HummingbirdCore.Request) throws(Refusal) {
        position = try request.number("after", 0...UInt64(Int64.max)) ?? 0
        let digest = request.parameter("digest")
        chain = digest.flatMap { [UInt8](hexadecimal: $0) }.flatMap { ChainHash(bytes: $0) }
        guard (digest == nil) == (chain == nil), position == 0 || chain != nil else {
            throw .malformed(.parameter("digest", expected: "64 hexadecimal digits, unless after is 0"))
        }
        includesOwnLogs = try request.flag("own")
        waitSeconds = Int(try request.number("wait", 0...UInt64(ServerLimits.longestWaitSeconds)) ?? 0)
    }
}
