import Hummingbird
import SyncCore

/// What the routes under `/v1/spaces/{space}` begin with: which space, and who asks.
struct SpaceGate: Sendable {
    let admission: Admission

    func space(_ context: ServerContext) async throws -> HostedSpace {
        guard let id = context.parameters.get("space").flatMap({ SpaceID($0) }) else {
            throw Refusal.unknownSpace
        }
        let database = admission.host.database
        guard let space = try await StoreThreads.run({ try database.space(id) }) else {
            throw Refusal.unknownSpace
        }
        return space
    }

    /// Present or former members.
    func member(_ request: Request, _ context: ServerContext) async throws -> (Member, HostedSpace) {
        try await pass(request, context) { try admission.member(token: $0, in: $1, from: $2) }
    }

    /// Present members only.
    func presentMember(_ request: Request, _ context: ServerContext) async throws -> (Member, HostedSpace) {
        try await pass(request, context) { try admission.presentMember(token: $0, in: $1, from: $2) }
    }

    /// A stranger learns nothing of which spaces there are: the session is asked for first.
    private func pass(
        _ request: Request,
        _ context: ServerContext,
        _ judge: @escaping @Sendable (String?, SpaceID, String) throws -> Member
    ) async throws -> (Member, HostedSpace) {
        guard let id = context.parameters.get("space").flatMap({ SpaceID($0) }) else {
            throw Refusal.unknownSpace
        }
        let token = request.bearerToken.map(String.init)
        let address = context.address
        let database = admission.host.database
        return try await StoreThreads.run {
            let member = try judge(token, id, address)
            guard let space = try database.space(id) else { throw Refusal.unknownSpace }
            return (member, space)
        }
    }
}
