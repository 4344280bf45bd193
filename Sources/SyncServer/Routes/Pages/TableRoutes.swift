import Hummingbird

/// `/spaces/{space}/settlements`, `…/places`, `…/actions`, `…/surveys`: what is followed over time.
struct TableRoutes: Sendable {
    let pages: SpacePages

    func add(to router: Router<ServerContext>) {
        let space = router.group("spaces/{space}")
        space.get("settlements") { request, context in
            try await page("settlements", .settlements, request, context) { try $0.settlements() }
        }
        space.get("places") { request, context in
            try await page("places", .places, request, context) { try $0.places() }
        }
        space.get("actions") { request, context in
            try await page("actions", .actions, request, context) { try $0.actions() }
        }
        space.get("surveys") { request, context in
            try await page("surveys", .surveys, request, context) { try $0.surveys() }
        }
    }

    private func page(
        _ title: String,
        _ place: SpacePlace,
        _ request: Request,
        _ context: ServerContext,
        _ view: @escaping @Sendable (TableBuilder) throws -> TableView
    ) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let builder = TableBuilder(
            names: visit.names,
            access: visit.access,
            library: pages.gate.library,
            today: pages.today
        )
        let content = try await StoreThreads.run { try view(builder) }
        return pages.gate.page(
            .table,
            titled: title,
            request,
            place: .space(visit.access, place),
            for: visit.person,
            showing: content
        )
    }
}
