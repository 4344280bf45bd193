import Hummingbird
import SyncCore

/// `/`: what there is in the person's spaces.
struct StartRoutes: Sendable {
    let gate: PageGate

    func add(to router: Router<ServerContext>) {
        router.get("/") { request, _ in try await start(request) }
    }

    private func start(_ request: Request) async throws -> Response {
        let person = try await gate.signedIn(request)
        let replica = gate.signIn.host.replica
        let summaries = try await StoreThreads.run { try replica.spaces() }
        let spaces = person.spaces.enumerated().map { index, access in
            let summary = summaries.first { $0.id == access.space.id }
            return StartView.SpaceView(
                index: index,
                name: access.space.name,
                rights: gate.library.rights(access, in: request.language),
                queue: PagePath(space: access.space).queue,
                conflicts: summary?.openConflicts ?? 0
            )
        }
        return gate.page(
            "start",
            titled: "start",
            request,
            place: .start,
            for: person,
            showing: StartView(message: nil, spaces: spaces)
        )
    }
}
