import Hummingbird
import NIOCore
import SyncCore

/// `POST /v1/spaces/{space}/segments`: a stream of segments in, an answer for each out.
struct PushRoutes: Sendable {
    let gate: SpaceGate
    let reception: PushReception
    let budget: PushBudget

    func add(to group: RouterGroup<ServerContext>) {
        group.post("segments") { request, context in try await push(request, context) }
    }

    private func push(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (member, space) = try await gate.member(request, context)
        try request.requireProtobuf()
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }),
            announced > ServerLimits.pushBytes
        {
            throw Refusal.bodyTooLarge(limit: ServerLimits.pushBytes)
        }
        var reserved = 0
        defer { budget.release(reserved) }
        let items = try await read(request.body, reserving: &reserved)
        let answers = try await reception.receive(items, from: member, in: space)
        var writer = DelimitedWriter()
        for answer in answers { try writer.append(answer.wire) }
        return Response(protobuf: writer.take())
    }

    /// Cuts the stream into segments as it arrives.
    ///
    /// A stream that is cut short or too large stores nothing.
    private func read(_ body: RequestBody, reserving reserved: inout Int) async throws -> [PushReception.Item]
    {
        var reader = DelimitedReader(limit: Limits.encodedSegmentBytes)
        var items: [PushReception.Item] = []
        for try await chunk in body {
            guard reserved + chunk.readableBytes <= ServerLimits.pushBytes else {
                throw Refusal.bodyTooLarge(limit: ServerLimits.pushBytes)
            }
            try budget.reserve(chunk.readableBytes)
            reserved += chunk.readableBytes
            reader.append(chunk.readableBytesView)
            while let bytes = try reader.next() { items.append(PushReception.Item(bytes)) }
        }
        try reader.finish()
        return items
    }
}

extension PushReception.Item {
    fileprivate init(_ bytes: [UInt8]) {
        do throws(LogError) {
            self = .segment(try Segment(decoding: bytes))
        } catch {
            self = .unreadable(error)
        }
    }
}
