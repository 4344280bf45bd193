import FieldModel
import Situation
import SyncCore
import Testing

/// Where records are.
@Suite struct SnapshotTests {
    /// A square with a hole, and another square apart from it, around 59.5, 18.
    private static let boundary = #"""
        {"coordinates":[[[[17,59],[19,59],[19,60],[17,60],[17,59]],[[17.9,59.4],[18.1,59.4],[18.1,59.6],
        [17.9,59.6],[17.9,59.4]]],[[[20,59],[21,59],[21,60],[20,59]]]],"type":"MultiPolygon"}
        """#

    private static let area = SituationSample.record(
        .area,
        1,
        [.set(Area.name, "Norr"), .set(Area.boundary, boundary.replacing("\n", with: ""))]
    )

    private static func incident(_ latitude: Double, _ longitude: Double) throws -> RecordView {
        let position = try #require(Position(latitude: latitude, longitude: longitude))
        return SituationSample.record(.incident, 2, [.set(Incident.position, position)])
    }

    @Test(arguments: [
        (59.2, 17.5, true), (59.5, 18.0, false), (59.9, 18.99, true), (58.99, 18.0, false),
        (59.5, 19.5, false),
        (59.4, 20.9, true), (59.9, 20.1, false),
    ])
    func `a record without an area gets the one within whose boundary it lies`(
        latitude: Double,
        longitude: Double,
        isInside: Bool
    ) throws {
        let incident = try Self.incident(latitude, longitude)
        let found = Snapshot([Self.area, incident]).area(of: incident)
        #expect((found == Self.area.key.id) == isInside)
    }

    @Test func `what a person has said of the area goes before where the point lies`() throws {
        let place = SituationSample.record(.place, 3, [.set(Place.area, SituationSample.other)])
        let position = try #require(Position(latitude: 59.2, longitude: 17.5))
        func observation(_ edits: [FieldEdit]) -> RecordView {
            SituationSample.record(.observation, 4, [.set(Observation.position, position)] + edits)
        }
        let walk = SituationSample.record(.walk, 5, [.set(Walk.area, SituationSample.area)])
        let snapshot = Snapshot([Self.area, place, walk])
        let said = observation([.set(Observation.area, SituationSample.area)])
        #expect(snapshot.area(of: said) == SituationSample.area)
        let atPlace = observation([.set(Observation.place, place.key.id)])
        #expect(snapshot.area(of: atPlace) == SituationSample.other)
        let onWalk = observation([.set(Observation.walk, walk.key.id)])
        #expect(snapshot.area(of: onWalk) == Self.area.key.id, "the point is nearer than the walk's area")
        let withdrawn = SituationSample.record(
            .area,
            1,
            [.set(Area.name, "Norr"), .set(Area.boundary, Self.boundary.replacing("\n", with: ""))],
            [.withdraw]
        )
        #expect(Snapshot([withdrawn]).area(of: observation([])) == nil)
    }

    @Test func `a record is where it says, else at its place, else at its settlement`() throws {
        let position = try #require(Position(latitude: 59.2, longitude: 17.5))
        let place = SituationSample.record(.place, 3, [.set(Place.position, position)])
        let settlement = SituationSample.record(.settlement, 6, [.set(Settlement.place, place.key.id)])
        let check = SituationSample.record(
            .settlementCheck,
            7,
            [.set(SettlementCheck.settlement, settlement.key.id)]
        )
        let snapshot = Snapshot([place, settlement, check])
        for record in [place, settlement, check] { #expect(snapshot.position(of: record) == position) }
        #expect(Snapshot([check]).position(of: check) == nil)
    }

    @Test func `a text that is no polygon is no boundary`() {
        for text in ["", "{}", #"{"type":"Point","coordinates":[1,2]}"#, "[[[1,2]]]"] {
            #expect(Boundary(geoJSON: text) == nil)
        }
    }

    @Test func `a distance is that of the ground`() throws {
        let start = try #require(Position(latitude: 59.367, longitude: 17.843))
        let north = try #require(Position(latitude: 59.368, longitude: 17.843))
        let east = try #require(Position(latitude: 59.367, longitude: 17.844))
        #expect(abs(start.metres(to: north) - 111.195) < 0.01)
        // cos 59.367° = 0.50953
        #expect(abs(start.metres(to: east) - 56.657) < 0.05)
        #expect(start.metres(to: start) == 0)
    }
}
