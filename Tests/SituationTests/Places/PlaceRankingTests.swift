import FieldModel
import Foundation
import Situation
import SyncCore
import Testing

/// Where the gravest and latest events are.
@Suite struct PlaceRankingTests {
    private static let today = Stockholm.date(of: SituationSample.wednesday)

    private static func place(_ number: UInt64, _ latitude: Double? = nil) throws -> RecordView {
        var edits: [FieldEdit] = [
            .set(Place.area, SituationSample.area), .set(Place.name, "Plats \(number)"),
        ]
        if let latitude {
            edits.append(
                .set(Place.position, try #require(Position(latitude: latitude, longitude: 17.84)))
            )
        }
        return SituationSample.record(.place, number, edits)
    }

    private static func incident(
        _ number: UInt64,
        _ gravity: Gravity,
        _ ago: Int,
        at place: RecordView? = nil,
        latitude: Double? = nil
    ) throws -> RecordView {
        let time = Stockholm.instant(on: today.adding(days: -ago), minuteOfDay: 600)
        var edits: [FieldEdit] = [.set(Incident.occurredAt, time), .set(Incident.gravity, gravity)]
        if let place { edits.append(.set(Incident.place, place.key.id)) }
        if let latitude {
            edits.append(
                .set(Incident.position, try #require(Position(latitude: latitude, longitude: 17.84)))
            )
        }
        return SituationSample.record(.incident, number, edits)
    }

    @Test func `an event weighs by its gravity, and half after each half-life`() throws {
        let (busy, quiet, empty) = (try Self.place(1), try Self.place(2), try Self.place(3))
        let ranking = PlaceRanking(
            in: Snapshot([
                busy, quiet, empty, try Self.incident(10, .serious, 90, at: busy),
                try Self.incident(11, .mild, 0, at: busy), try Self.incident(12, .worrying, 180, at: quiet),
                try Self.incident(13, .critical, -1, at: quiet),
            ]),
            on: Self.today
        )
        #expect(ranking.standings.map(\.place) == [busy.key, quiet.key, empty.key])
        #expect(ranking.standings.map(\.rank) == [1, 2, nil])
        // 9 / 2 + 1; 3 / 4, since what has not been yet does not count.
        let weights = ranking.standings.map(\.weight)
        #expect(abs(weights[0] - 5.5) < 1e-12 && abs(weights[1] - 0.75) < 1e-12 && weights[2] == 0)
        #expect(ranking.standings[0].events.map(\.id.low) == [11, 10], "the newest first")
        #expect(ranking.standings[0].lastEventOn == Self.today)
    }

    @Test func `an event without a place belongs to the nearest within reach`() throws {
        // A degree is 111,195 metres: 44 and 67 metres away, and 222.
        let (near, far) = (try Self.place(1, 59.3604), try Self.place(2, 59.3594))
        let events = [
            try Self.incident(10, .mild, 0, latitude: 59.36),
            try Self.incident(11, .mild, 0, latitude: 59.3624),
            try Self.incident(12, .mild, 0, at: far, latitude: 59.3604),
        ]
        let standings = PlaceRanking(in: Snapshot([near, far] + events), on: Self.today).standings
        #expect(standings.first { $0.place == near.key }?.events.map(\.id.low) == [10])
        #expect(
            standings.first { $0.place == far.key }?.events.map(\.id.low) == [12],
            "what is said goes first"
        )
        #expect(standings.map(\.rank) == [1, 1])
    }

    @Test func `linked duplicates count once, and the order of records is irrelevant`() throws {
        let place = try Self.place(1)
        let (first, second) = (
            try Self.incident(10, .serious, 5, at: place), try Self.incident(11, .mild, 5, at: place)
        )
        let link = SituationSample.record(
            .link,
            20,
            [.add(Link.records, [RecordReference(first.key), RecordReference(second.key)])]
        )
        let records = [place, first, second, link]
        let forth = PlaceRanking(in: Snapshot(records), on: Self.today)
        #expect(forth.standings == PlaceRanking(in: Snapshot(records.reversed()), on: Self.today).standings)
        #expect(forth.standings.first?.events == [first.key])
        let unrelated = SituationSample.incident(30, .critical)
        let wider = PlaceRanking(in: Snapshot(records + [unrelated]), on: Self.today)
        #expect(wider.standings == forth.standings)
    }
}
