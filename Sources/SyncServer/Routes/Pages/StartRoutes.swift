import FieldModel
import Hummingbird
import SyncCore

/// `/`: what needs the person in each space.
struct StartRoutes: Sendable {
    let pages: SpacePages

    private var gate: PageGate { pages.gate }

    func add(to router: Router<ServerContext>) {
        router.get("/") { request, _ in try await start(request) }
    }

    private func start(_ request: Request) async throws -> Response {
        let person = try await gate.signedIn(request)
        var spaces: [StartView.SpaceView] = []
        for access in person.spaces {
            let visit = try await pages.visit(of: person, to: access, in: request.language)
            let builder = StartBuilder(
                visit: visit,
                library: gate.library,
                news: try await pages.news(visit),
                host: pages.desk.host
            )
            let figures = try await StoreThreads.run { try builder.figures() }
            spaces.append(
                StartView.SpaceView(
                    index: spaces.count,
                    name: access.space.name,
                    rights: gate.library.rights(access, in: request.language),
                    queue: visit.path.queue,
                    figures: figures
                )
            )
        }
        return gate.page(
            .start,
            titled: "start",
            request,
            place: .start,
            for: person,
            showing: StartView(message: nil, spaces: spaces)
        )
    }
}
