import Hummingbird
import SyncCore

/// `/spaces/{space}/photos/{blob}`: a photo that a record of the space names.
struct PhotoRoutes: Sendable {
    let pages: SpacePages

    func add(to router: Router<ServerContext>) {
        router.get("spaces/{space}/photos/{blob}") { request, context in
            let visit = try await pages.visit(request, context)
            return try await BlobAnswer(of: pages.desk.host.replica, in: visit.access.space.id)
                .response(to: request, context)
        }
    }
}
