import FieldModel
import SyncCore
import TestSupport
import Testing

@Suite struct RecordViewFieldTests {
    @Test func `a view gives each field in its own type`() throws {
        let observed = Instant(milliseconds: 1_731_504_600_000, offsetMinutes: 60)
        let view = try Sample.view(
            .observation,
            [
                .set(Observation.category, .openDrugDealing), .set(Observation.gravity, .serious),
                .set(Observation.area, Sample.area), .set(Observation.observedAt, observed),
                .set(Observation.description, "  Två tält vid Råcksta å  "),
                .set(Observation.position, Position(latitudeUnits: 593_630_000, longitudeUnits: 178_720_000)),
                .add(Observation.tags, ["torg", "kväll"]),
                .add(Observation.photos, [Photo(sha256: Sample.hash, mediaType: "image/jpeg")]),
            ]
        )
        #expect(view[Observation.category] == .openDrugDealing)
        #expect(view[Observation.gravity] == .serious)
        #expect(view[Observation.area] == Sample.area)
        #expect(view[Observation.observedAt] == observed)
        #expect(view[Observation.description] == "Två tält vid Råcksta å")
        #expect(view[Observation.position]?.latitude == 59.363)
        #expect(Set(view[Observation.tags]) == ["torg", "kväll"])
        #expect(view[Observation.photos].map(\.mediaType) == ["image/jpeg"])
        #expect(view[Observation.status] == nil)
        #expect(view[Observation.measures].isEmpty)
        #expect(view[Review.approval] == nil)
    }

    @Test func `clearing and removing take values away`() throws {
        let view = try Sample.view(
            .walk,
            [.set(Walk.title, "Rond"), .add(Walk.organisations, ["Polisen", "Skolan"])],
            [.clear(Walk.title), .remove(Walk.organisations, ["Skolan"])]
        )
        #expect(view[Walk.title] == nil)
        #expect(view[Walk.organisations] == ["Polisen"])
    }

    @Test func `a choice of a later version is not read as another`() throws {
        let view = try Sample.view(.observation, [.set(Observation.gravity.number, .enumeration(99))])
        #expect(view[Observation.gravity] == nil)
        #expect(view[Observation.gravity.number]?.shown == .enumeration(99))
    }

    @Test func `values of every form survive the way into a field and out`() {
        func survives<Content: FieldValue>(_ content: Content) -> Bool {
            Content(fieldValue: content.fieldValue) == content
        }
        #expect(survives(true))
        #expect(survives(-5))
        #expect(survives("Åkermyntan"))
        #expect(survives(CalendarDate(daysSinceEpoch: 20_000)))
        #expect(survives(Money(units: 12_550)))
        #expect(survives(Quantity(units: -1)))
        #expect(survives(Position(latitudeUnits: 1, longitudeUnits: -2, accuracyMetres: 3)))
        #expect(survives(Photo(sha256: Sample.hash, mediaType: "image/png", caption: "Torget")))
        #expect(survives(RecordReference(RecordKey(kind: .walk, id: Sample.area))))
        #expect(Money(fieldValue: .integer(1)) == nil)
        #expect(Position(fieldValue: .group([.decimal(1)])) == nil)
        #expect(Photo(fieldValue: .group([.bytes([1]), .text("image/png"), .empty])) == nil)
        #expect(Position(latitude: 91, longitude: 0) == nil)
        #expect(Position(latitude: .nan, longitude: 0) == nil)
    }
}
