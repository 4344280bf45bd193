import FieldModel
import HTTPTypes
import Hummingbird
import NIOCore
import SyncCore
import Synchronization

/// `/spaces/{space}/map`: the merged records on a map, with the same in a list.
struct MapRoutes: Sendable {
    let pages: SpacePages
    private let drawn = DrawnMaps()

    init(pages: SpacePages) {
        self.pages = pages
    }

    func add(to router: Router<ServerContext>) {
        let map = router.group("spaces/{space}/map")
        map.get { request, context in try await page(request, context) }
        map.get("features") { request, context in try await features(request, context) }
    }

    private func builder(_ visit: SpacePages.Visit) -> MapBuilder {
        MapBuilder(
            names: visit.names,
            access: visit.access,
            library: pages.gate.library,
            tiles: pages.gate.tiles,
            hasMap: PageAssets.hasLeaflet
        )
    }

    private func page(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let (filter, news, faults) = try await pages.filter(request.query, visit)
        let builder = builder(visit)
        let message = pages.message(about: faults, in: visit.language)
        let view = try await StoreThreads.run { try builder.view(of: filter, news, message: message) }
        return pages.gate.page(
            .map,
            titled: "map",
            request,
            place: .space(visit.access, .map),
            for: visit.person,
            showing: view
        )
    }

    private func features(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let (filter, news, _) = try await pages.filter(request.query, visit)
        let builder = builder(visit)
        let drawn = drawn
        let document = try await StoreThreads.run {
            // What is new differs from person to person.
            guard !filter.onlyNew else { return try builder.features(of: filter, news).line }
            return try drawn.map(of: filter, in: visit.picture, visit.language) {
                try builder.features(of: filter, news).line
            }
        }
        return Response(
            status: .ok,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: document))
        )
    }
}

/// The last few maps that were drawn: many people look at the same one.
private final class DrawnMaps: Sendable {
    private struct Key: Hashable {
        let space: SpaceID
        let digest: StateDigest
        let filter: RecordFilter
        let language: Language
    }

    private static let most = 8
    private let maps = Mutex<[Key: String]>([:])

    func map(
        of filter: RecordFilter,
        in picture: Picture,
        _ language: Language,
        made make: () throws -> String
    ) throws -> String {
        let key = Key(
            space: picture.space,
            digest: picture.view.digest,
            filter: filter,
            language: language
        )
        if let known = maps.withLock({ $0[key] }) { return known }
        let made = try make()
        maps.withLock { maps in
            // What has been erased since is not kept.
            maps = maps.filter { $0.key.space != picture.space || $0.key.digest == key.digest }
            if maps.count >= Self.most { maps = [:] }
            maps[key] = made
        }
        return made
    }
}
