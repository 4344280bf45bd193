import FieldModel
import Foundation
import Situation
import SyncCore

/// Makes the map of a filter, and the list beside it.
struct MapBuilder: Sendable {
    /// Rows of the list; the queue has the rest.
    private static let mostRows = 200

    let names: RecordNames
    let access: SpaceAccess
    let library: PageLibrary
    let tiles: TileSource?
    let hasMap: Bool

    private var picture: Picture { names.picture }
    private var path: PagePath { PagePath(space: access.space) }

    /// Areas are the map's ground, not on it.
    private func placed(
        _ filter: RecordFilter,
        _ news: Set<RecordKey>
    ) -> (placed: [(RecordView, Position)], unplaced: Int) {
        let records = filter.records(in: picture, news: news).filter { $0.key.kind != .area }
        let placed = records.compactMap { view in picture.snapshot.position(of: view).map { (view, $0) } }
        return (placed, records.count - placed.count)
    }

    func view(of filter: RecordFilter, _ news: Set<RecordKey>, message: MessageView?) throws -> MapView {
        let (placed, unplaced) = placed(filter, news)
        return MapView(
            message: message,
            space: access.space.name,
            filter: try FilterBuilder(names: names, library: library).view(of: filter, action: path.map),
            source: PagePath.joined(path.map + "/features", filter.query),
            tiles: tiles?.template,
            attribution: tiles?.attribution,
            isSchematic: picture.records(of: .area).contains { $0[Area.boundary] == nil },
            hasMap: hasMap,
            densest: words(for: heat(of: placed.map(\.0), filter)),
            rows: try placed.prefix(Self.mostRows).map { try row(of: $0.0, filter) },
            hasMore: placed.count > Self.mostRows,
            count: String(placed.count),
            unplaced: unplaced == 0 ? nil : String(unplaced),
            queue: path.queue(filter)
        )
    }

    private func row(of view: RecordView, _ filter: RecordFilter) throws -> MapView.RowView {
        let time = Catalogue.kind(view.key.kind)?.timeField
        return MapView.RowView(
            path: path.record(view.key, in: filter),
            headline: try names.headline(of: view),
            kind: names.label(of: view.key.kind),
            area: try names.area(of: view),
            time: try time.flatMap { try names.text(of: $0.number, in: view) }
        )
    }

    /// What the map's script draws: `areas` as GeoJSON with their names and how many records lie in them, and
    /// `points` as arrays of longitude, latitude, gravity (0 to 4), headline and path.
    func features(of filter: RecordFilter, _ news: Set<RecordKey>) throws -> JSONValue {
        let (placed, _) = placed(filter, news)
        var counts: [RecordID: Int] = [:]
        for (view, _) in placed {
            if let area = picture.snapshot.area(of: view) { counts[area, default: 0] += 1 }
        }
        return .object([
            "heat": .array(heat(of: placed.map(\.0), filter).squares.map(Self.square)),
            "areas": .array(try picture.records(of: .area).compactMap { try area($0, counts) }),
            "points": .array(try placed.map { try point($0, at: $1) }),
        ])
    }

    /// Of the events among the records that are shown.
    private func heat(of records: [RecordView], _ filter: RecordFilter) -> HotSpots {
        func made() -> HotSpots {
            let shown = Set(records.map(\.key))
            return HotSpots(of: picture.snapshot.eventPositions().filter { shown.contains($0.key) })
        }
        // What is new differs from person to person.
        return filter.onlyNew ? made() : picture.hotSpots(of: filter, made: made)
    }

    /// South, west, north, east, and how dense it is.
    private static func square(_ square: HotSpots.Square) -> JSONValue {
        .array(
            [square.south, square.west, square.north, square.east, square.density].map {
                .number(Decimal($0))
            }
        )
    }

    /// What the squares say, for those who do not see them.
    private func words(for heat: HotSpots) -> String? {
        guard let densest = heat.squares.max(by: { $0.density < $1.density }), let bandwidth = heat.bandwidth
        else { return nil }
        let middle = ((densest.south + densest.north) / 2, (densest.west + densest.east) / 2)
        let place = [middle.0, middle.1].map { String(format: "%.4f", $0) }.joined(separator: ", ")
        let (events, within) = (library.word("heatEvents", in: names.language), Int(bandwidth.rounded()))
        return "\(place): \(densest.count) \(events) \(within) m"
    }

    private func area(_ view: RecordView, _ counts: [RecordID: Int]) throws -> JSONValue? {
        let geometry: JSONValue
        if let text = view[Area.boundary], let boundary = try? JSONValue(line: text) {
            geometry = boundary
        } else if let point = view[Area.approximatePoint] {
            geometry = FeatureDocument.point(point)
        } else {
            return nil
        }
        return .object([
            "type": .string("Feature"), "geometry": geometry,
            "properties": .object([
                "name": .string(try names.titles.title(of: view.key)),
                "count": .number(Decimal(counts[view.key.id] ?? 0)),
            ]),
        ])
    }

    private func point(_ view: RecordView, at position: Position) throws -> JSONValue {
        let gravity: UInt32 =
            switch view.key.kind {
            case .observation: view[Observation.gravity]?.rawValue ?? 0
            case .incident: view[Incident.gravity]?.rawValue ?? 0
            default: 0
            }
        return .array([
            .number(Decimal(position.longitudeUnits) / Decimal(Position.unitsPerDegree)),
            .number(Decimal(position.latitudeUnits) / Decimal(Position.unitsPerDegree)),
            .number(Decimal(gravity)),
            .string("\(names.label(of: view.key.kind)): \(try names.headline(of: view))"),
            .string(path.record(view.key)),
        ])
    }
}
