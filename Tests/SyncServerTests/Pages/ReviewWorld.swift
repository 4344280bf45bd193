import FieldModel
import SyncCore
import Testing

@testable import SyncServer

/// A server with what two laptops have recorded of one evening, for the tests of the pages.
///
/// Text that looks like markup is in every kind of record.
struct ReviewWorld: Sendable {
    static let markup = "<script>alert(1)</script>\"><img onerror=x> {{words}}"
    /// A square around the point 59.367, 17.843.
    static let boundary =
        #"{"coordinates":[[[17.83,59.36],[17.86,59.36],[17.86,59.37],[17.83,59.37],[17.83,59.36]]],"#
        + #""type":"Polygon"}"#
    static let queue = "/spaces/hv-shared/queue"

    let server: TestServer
    let space: SpaceID
    let first: TestDevice
    let second: TestDevice

    static let area = record(.area, 1)
    static let place = record(.place, 2)
    static let observation = record(.observation, 3)
    static let twin = record(.observation, 4)
    static let settlement = record(.settlement, 5)
    static let check = record(.settlementCheck, 6)
    static let action = record(.action, 7)
    static let cleanup = record(.cleanup, 8)

    static func record(_ kind: KindNumber, _ number: UInt64) -> RecordKey {
        RecordKey(kind: kind, id: RecordID(high: 0, low: number))
    }

    /// The page of a record.
    static func path(_ key: RecordKey) -> String {
        "/spaces/hv-shared/records/\(Catalogue.kind(key.kind)?.name ?? "")/\(key.id.uuidString)"
    }

    static func with(_ body: (ReviewWorld) async throws -> Void) async throws {
        try await withServer { server in
            var first = try await server.device("falk-01", in: ["hv-shared"])
            var second = try await server.device("falk-02", in: ["hv-shared"])
            try await first.openSession("hv-shared")
            try await second.openSession("hv-shared")
            let now = Stockholm.instant(atMilliseconds: server.clock.now)
            try await first.enter(evening(now))
            try await second.enter([
                observation(twin, "Lampan vid uppgången trasig", at: now, east: 17.8432)
            ])
            let space = try #require(try server.administration.spaces().first { $0.name == "hv-shared" }).id
            try await body(ReviewWorld(server: server, space: space, first: first, second: second))
        }
    }

    func view(_ key: RecordKey) throws -> RecordView {
        try #require(try server.administration.host.replica.record(key, in: space))
    }

    /// The hidden fields of the first form of a page that is sent to the address.
    static func fields(of page: TestPage, to action: String) throws -> [String: String] {
        let start = try #require(
            page.text.firstRange(of: "method=\"post\" action=\"\(action)\""),
            "\(action)"
        ).upperBound
        let form = page.text[start...].prefix(
            upTo: try #require(page.text[start...].firstRange(of: "</form>")).lowerBound
        )
        var fields: [String: String] = [:]
        for match in form.matches(of: /type="hidden" name="([^"]+)" value="([^"]*)"/) {
            fields[String(match.1)] = String(match.2)
        }
        return fields
    }

    static func observation(
        _ key: RecordKey,
        _ text: String,
        at time: Instant,
        east: Double = 17.843
    ) -> RecordEdit {
        RecordEdit(
            record: key,
            edits: [
                .set(Observation.category.number, Category.lighting.fieldValue),
                .set(Observation.observedAt.number, time.fieldValue),
                .set(Observation.description.number, .canonicalText(text)),
                .set(
                    Observation.position.number,
                    Position(latitudeUnits: 593_670_000, longitudeUnits: Int64(east * 1e7)).fieldValue
                ),
            ]
        )
    }

    private static func evening(_ now: Instant) -> [RecordEdit] {
        let old = CalendarDate(daysSinceEpoch: Stockholm.date(of: now).daysSinceEpoch - 40)
        let title = Value.canonicalText(markup)
        return [
            RecordEdit(
                record: area,
                edits: [
                    .set(Area.name.number, .text("Hässelby gård")),
                    .set(Area.boundary.number, .text(boundary)),
                ]
            ),
            RecordEdit(
                record: place,
                edits: [
                    .set(Place.area.number, .id(area.id)), .set(Place.name.number, title),
                    .set(Place.causeAnalysis.number, title),
                ]
            ),
            observation(observation, "Trasig lampa vid uppgången " + markup, at: now),
        ] + settlementEdits(old, title)
    }

    private static func settlementEdits(_ old: CalendarDate, _ title: Value) -> [RecordEdit] {
        [
            RecordEdit(
                record: settlement,
                edits: [
                    .set(Settlement.place.number, .id(place.id)),
                    .set(Settlement.firstSeenOn.number, .date(old)),
                    .set(Settlement.land.number, LandOwnership.municipal.fieldValue),
                    .set(Settlement.status.number, SettlementStatus.confirmed.fieldValue),
                    .set(Settlement.landowner.number, title),
                ]
            ),
            RecordEdit(
                record: check,
                edits: [
                    .set(SettlementCheck.settlement.number, .id(settlement.id)),
                    .set(
                        SettlementCheck.checkedAt.number,
                        Stockholm.instant(on: old, minuteOfDay: 600).fieldValue
                    ),
                    .set(SettlementCheck.shelters.number, .integer(4)),
                    .set(SettlementCheck.notes.number, title),
                ]
            ),
            RecordEdit(
                record: cleanup,
                edits: [
                    .set(Cleanup.settlement.number, .id(settlement.id)),
                    .set(Cleanup.cleanedOn.number, .date(old)),
                    .set(Cleanup.cost.number, Money(units: 1_250_000).fieldValue),
                ]
            ),
            RecordEdit(
                record: action,
                edits: [
                    .set(Action.title.number, title), .set(Action.responsible.number, title),
                    .set(Action.priorityArea.number, PriorityArea.unsafePlaces.fieldValue),
                    .set(Action.dueOn.number, .date(old)),
                ]
            ),
        ]
    }
}
