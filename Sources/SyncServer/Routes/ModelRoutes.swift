import FieldModel
import Hummingbird
import NIOCore
import Situation
import SyncCore

/// `…/models`: the situation models, as the space is, or was `asOf` a moment.
struct ModelRoutes: Sendable {
    let gate: ReadGate
    let pictures: Pictures
    let snapshots: Snapshots

    func add(to group: RouterGroup<ServerContext>) {
        let models = group.group("models")
        addLevels(to: models)
        addFigures(to: models)
        addPlaces(to: models)
    }

    private func addLevels(to models: RouterGroup<ServerContext>) {
        models.get("week") { request, context in
            try await answer(request, context, ["areas"]) { $0.week(try Self.week("week", request)) }
        }
        models.get("year") { request, context in
            try await answer(request, context, ["areas", "weeks"]) { documents in
                guard let year = try request.number("year", 2_000...2_100) else {
                    throw Refusal.malformed(.parameter("year", expected: "a year such as 2024"))
                }
                return documents.year(Int(year))
            }
        }
        models.get("forecast") { request, context in
            try await answer(request, context, ["forecasts", "trials"]) { documents in
                var parameters = Forecast.Parameters()
                if let steps = try request.number("steps", 1...26) { parameters.steps = Int(steps) }
                guard request.query["series"] != nil else {
                    let until = try request.query["until"].map { _ in try Self.week("until", request) }
                    return documents.forecasts(.levels(until: until, parameters))
                }
                return documents.forecasts(.months(series: try Self.text("series", request), parameters))
            }
        }
    }

    private func addFigures(to models: RouterGroup<ServerContext>) {
        models.get("changes") { request, context in
            try await answer(request, context, ["rows"]) { $0.changes(try Self.changes(request)) }
        }
        models.get("references") { request, context in
            try await answer(request, context, ["rows"]) { documents in
                var parameters = ReferenceTable.Parameters(series: try Self.text("series", request))
                parameters.exposure = try request.query["exposure"].map { _ in
                    try Self.text("exposure", request)
                }
                parameters.isPart = try Self.flag("part", request)
                return documents.references(parameters)
            }
        }
        models.get("months") { request, context in
            try await answer(request, context, ["rows", "mismatches"]) { documents in
                documents.months(of: try Self.text("series", request))
            }
        }
        models.get("survey") { request, context in
            try await answer(request, context, ["groups", "fears", "avoided"]) { documents in
                let weights = try request.query["weights"].map { _ in try Self.text("weights", request) }
                guard let text = request.query["survey"] else {
                    return try documents.survey(nil, weightedBy: weights)
                }
                guard let id = RecordID(text) else { throw Refusal.unknownRecord }
                return try documents.survey(id, weightedBy: weights)
            }
        }
    }

    private func addPlaces(to models: RouterGroup<ServerContext>) {
        let gate = gate
        models.get("hotspots") { request, context in
            try await answer(request, context, ["features"]) { documents in
                var parameters = HotSpots.Parameters()
                if let metres = try request.number("bandwidth", 10...5_000) {
                    parameters.bandwidth = Double(metres)
                }
                if let fewest = try request.number("fewest", 5...1_000) { parameters.fewest = Int(fewest) }
                let (from, until) = (try Self.day("from", request), try Self.day("until", request))
                return documents.hotSpots(from: from, until: until, parameters)
            }
        }
        models.get("places") { request, context in
            try await answer(request, context, ["places"]) { documents in
                var parameters = PlaceRanking.Parameters()
                if let days = try request.number("half_life", 1...3_650) {
                    parameters.halfLife = Double(days)
                }
                if let metres = try request.number("reach", 1...5_000) { parameters.reach = Double(metres) }
                return documents.places(on: try Self.day("on", request) ?? gate.today, parameters)
            }
        }
        models.get("settlements") { request, context in
            try await answer(request, context, ["by_land", "settlements"]) { documents in
                documents.settlements(on: try Self.day("on", request) ?? gate.today)
            }
        }
    }

    /// - Parameters:
    ///   - request: with `format=csv` for one of the tables alone, by its name in `table`.
    ///   - context: who asks.
    ///   - tables: the document's members that are lists, the first of them unless one is named.
    ///   - document: makes it.
    /// - Returns: the document, or its table.
    /// - Throws: ``Refusal``
    private func answer(
        _ request: Request,
        _ context: ServerContext,
        _ tables: [String],
        _ document: @escaping @Sendable (ModelDocuments) throws -> JSONValue
    ) async throws -> Response {
        let space = try await gate.space(request, context)
        try request.requireSingleParameters()
        let table = try Self.table(request, among: tables)
        let documents = try await documents(of: space, request)
        return try await StoreThreads.run {
            let made = try document(documents)
            guard let table else { return Response.json(made) }
            return Response(
                status: .ok,
                headers: [.contentType: CSVText.mediaType],
                body: ResponseBody(byteBuffer: ByteBuffer(string: ModelCSV(made[table]?.elements ?? []).text))
            )
        }
    }

    /// - Returns: the table that is asked for; `nil` for the whole document.
    private static func table(_ request: Request, among tables: [String]) throws(Refusal) -> String? {
        let (format, table) = (request.query["format"] ?? "json", request.query["table"])
        guard ["json", "csv"].contains(format) else {
            throw .malformed(.parameter("format", expected: "json or csv"))
        }
        if let table, !tables.contains(table) {
            throw .malformed(.parameter("table", expected: tables.joined(separator: " or ")))
        }
        return format == "csv" ? table ?? tables.first : nil
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

    /// `true` or `false`; not given, it is false.
    private static func flag(_ name: String, _ request: Request) throws(Refusal) -> Bool {
        switch request.query[name] {
        case nil, "false": false
        case "true": true
        default: throw .malformed(.parameter(name, expected: "true or false"))
        }
    }

    private static func week(_ name: String, _ request: Request) throws(Refusal) -> ISOWeek {
        let text = try text(name, request)
        let numbers = text.split(separator: "-W", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let year = numbers[0], WeekForm.years.contains(year),
            let number = numbers[1], let week = ISOWeek(year: year, week: number), week.description == text
        else { throw .malformed(.parameter(name, expected: "a week that exists, such as 2024-W46")) }
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
