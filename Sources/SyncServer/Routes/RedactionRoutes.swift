import Foundation
import Hummingbird
import SyncCore

/// `POST /v1/spaces/{space}/redactions`: a reviewer erases values for good, or asks what would go.
struct RedactionRoutes: Sendable {
    let gate: SpaceGate
    let desk: RedactionDesk

    func add(to group: RouterGroup<ServerContext>) {
        group.post("redactions") { request, context in try await redact(request, context) }
    }

    private func redact(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (member, space) = try await gate.presentMember(request, context)
        context.visitor.note(member.pseudonym, in: space.id)
        guard member.rights.contains(.review) else { throw Refusal.rightMissing(.review) }
        let asked = try await request.json(RedactionRequest.self, named: "redaction")
        let desk = desk
        let answer = try await StoreThreads.run { try desk.answer(asked, in: space) }
        context.visitor.did(asked.preview ? .read : .redacted)
        return Response.json(answer.json)
    }
}

extension Request {
    /// Reads a body that is one JSON object.
    fileprivate func json<Body: Decodable>(_ type: Body.Type, named name: String) async throws -> Body {
        let mediaType = headers[.contentType]?.split(separator: ";").first
        guard mediaType?.lowercased() == "application/json" else {
            throw Refusal.wrongContentType(expected: "application/json")
        }
        let buffer = try await body.collect(upTo: ServerLimits.requestBytes)
        guard let body = try? JSONDecoder().decode(type, from: Data(buffer.readableBytesView)) else {
            throw Refusal.malformed(.message(name))
        }
        return body
    }
}
