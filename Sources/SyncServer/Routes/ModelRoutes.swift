import FieldModel
import Hummingbird
import Situation
import SyncCore

/// `…/models`: the situation models, as the space is, or was `asOf` a moment.
struct ModelRoutes: Sendable {
    let gate: ReadGate
    let pictures: Pictures
    let snapshots: Snapshots

    func add(to group: RouterGroup<ServerContext>) {
        let models = group.group("models")
        models.get("week") { request, context in
            try await answer(request, context) { $0.week(try Self.week(request)) }
        }
        models.get("year") { request, context in
            try await answer(request, context) { documents in
                guard let year = try request.number("year", 2_000...2_100) else {
                    throw Refusal.malformed(.parameter("year", expected: "a year such as 2024"))
                }
                return documents.year(Int(year))
            }
        }
        models.get("changes") { request, context in
            try await answer(request, context) { $0.changes(try Self.changes(request)) }
        }
        models.get("hotspots") { request, context in
            try await answer(request, context) { documents in
                var parameters = HotSpots.Parameters()
                if let metres = try request.number("bandwidth", 10...5_000) {
                    parameters.bandwidth = Double(metres)
                }
                if let fewest = try request.number("fewest", 5...1_000) { parameters.fewest = Int(fewest) }
                let (from, until) = (try Self.day("from", request), try Self.day("until", request))
                return documents.hotSpots(from: from, until: until, parameters)
            }
        }
        models.get("months") { request, context in
            try await answer(request, context) { documents in
                documents.months(of: try Self.text("series", request))
            }
        }
    }

    private func answer(
        _ request: Request,
        _ context: ServerContext,
        _ document: @escaping @Sendable (ModelDocuments) throws -> JSONValue
    ) async throws -> Response {
        let space = try await gate.space(request, context)
        try request.requireSingleParameters()
        let documents = try await documents(of: space, request)
        return Response.json(try await StoreThreads.run { try document(documents) })
    }

    private func documents(of space: HostedSpace, _ request: Request) async throws -> ModelDocuments {
        let pictures = pictures
        guard let moment = try request.moment else {
            return try await StoreThreads.run {
                let picture = try pictures.picture(of: space.id)
                return ModelDocuments(models: picture.situation, snapshot: picture.moment?.text ?? "")
            }
        }
        let replica = try await snapshots.replica(of: space.id, asOf: moment)
        return try await StoreThreads.run {
            let snapshot = Snapshot(try replica.view(of: space.id).records)
            return ModelDocuments(models: SituationModels(of: snapshot), snapshot: moment.text)
        }
    }

    private static func text(_ name: String, _ request: Request) throws(Refusal) -> String {
        guard let text = request.query[name], !text.isEmpty else {
            throw .malformed(.parameter(name, expected: "given"))
        }
        return text
    }

    private static func week(_ request: Request) throws(Refusal) -> ISOWeek {
        let text = try text("week", request)
        let numbers = text.split(separator: "-W", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let year = numbers[0], WeekForm.years.contains(year),
            let number = numbers[1], let week = ISOWeek(year: year, week: number), week.description == text
        else { throw .malformed(.parameter("week", expected: "a week that exists, such as 2024-W46")) }
        return week
    }

    private static func day(_ name: String, _ request: Request) throws(Refusal) -> CalendarDate? {
        guard let text = request.query[name] else { return nil }
        let days = TypedTime(today: CalendarDate(daysSinceEpoch: 0))
        guard text.count == 10, let day = days.date(from: text) else {
            throw .malformed(.parameter(name, expected: "a day such as 2024-12-31"))
        }
        return day
    }

    private static func changes(_ request: Request) throws(Refusal) -> ChangeTable.Parameters {
        ChangeTable.Parameters(
            series: try text("series", request),
            from: FigurePeriod(try text("from", request)),
            to: FigurePeriod(try text("to", request))
        )
    }
}
