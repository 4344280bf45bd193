import FieldModel
import Hummingbird
import Situation
import SyncCore

/// `/spaces/{space}/year` and `…/statistics`: what a year was like, and what is published of it.
struct YearRoutes: Sendable {
    let pages: SpacePages

    func add(to router: Router<ServerContext>) {
        let space = router.group("spaces/{space}")
        space.get("year") { request, context in try await year(request, context) }
        space.get("statistics") { request, context in try await statistics(request, context) }
    }

    private func year(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let (asked, level) = (request.query["year"] ?? "", request.query["least"] ?? "")
        let year = Int(asked).flatMap { WeekForm.years.contains($0) ? $0 : nil }
        let least = Int(level).flatMap(SituationLevel.init(rawValue:))
        let faults =
            (asked.isEmpty || year != nil ? [] : ["year"]) + (level.isEmpty || least != nil ? [] : ["least"])
        let message = pages.message(about: faults, in: visit.language)
        let builder = YearBuilder(
            names: visit.names,
            access: visit.access,
            library: pages.gate.library,
            today: pages.today
        )
        let present = pages.today.civil.year
        let view = try await StoreThreads.run {
            builder.view(of: year ?? present, least: least, message: message)
        }
        return pages.gate.page(
            .year,
            titled: "year",
            request,
            place: .space(visit.access, .year),
            for: visit.person,
            showing: view
        )
    }

    private func statistics(_ request: Request, _ context: ServerContext) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let query = request.query
        func period(_ name: String) -> FigurePeriod? {
            query[name].flatMap { $0.isEmpty ? nil : FigurePeriod($0) }
        }
        let choice = StatisticsBuilder.Choice(
            series: query["series"],
            from: period("from"),
            to: period("to"),
            exposure: query["exposure"].flatMap { $0.isEmpty ? nil : $0 },
            isPart: query["part"] == "true"
        )
        let builder = StatisticsBuilder(
            names: visit.names,
            access: visit.access,
            library: pages.gate.library,
            today: pages.today
        )
        let known = Set(visit.picture.situation.series + [""])
        var faults = ["series", "exposure"].filter { name in query[name].map { !known.contains($0) } ?? false
        }
        if !["true", nil].contains(query["part"]) { faults.append("part") }
        let message = pages.message(about: faults, in: visit.language)
        let view = try await StoreThreads.run { builder.view(of: choice, message: message) }
        return pages.gate.page(
            .statistics,
            titled: "statistics",
            request,
            place: .space(visit.access, .statistics),
            for: visit.person,
            showing: view
        )
    }
}
