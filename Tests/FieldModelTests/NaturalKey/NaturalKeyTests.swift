import FieldModel
import SyncCore
import Testing

/// The vectors were computed with Python's `uuid.uuid5` over the documented bytes.
@Suite struct NaturalKeyTests {
    private let space = Sample.space
    private var farm: RecordID { Area.id(named: "Hässelby gård", in: space) }

    @Test func `ids are those that another program computes`() throws {
        #expect(Area.id(named: "Grimsta", in: space).uuidString == "0afd2e38-90da-5f6b-98c9-4a88984cea79")
        #expect(farm.uuidString == "b537219d-b618-50a7-8232-92a4d2895ec0")
        #expect(Area.id(named: "Råcksta", in: space).uuidString == "7c739b3c-f63c-58f2-8637-c351e06e855c")
        let torg = Place.id(named: "Hässelby torg", area: farm, in: space)
        #expect(torg.uuidString == "ff196171-fbb4-5057-a10c-98d7034260a3")
        let week = try #require(ISOWeek(year: 2024, week: 46))
        let assessment = WeeklyAssessment.id(area: farm, week: week, in: space)
        #expect(assessment.uuidString == "aecdd560-4611-585b-9873-eb110b993b87")
        let priority = AreaPriority.id(
            area: farm,
            priorityArea: .unsafePlaces,
            year: 2025,
            in: space
        )
        #expect(priority.uuidString == "f3230320-a670-5d96-98ff-d6ce1ef35fae")
        let statistic = Statistic.id(
            series: "Anmälda brott",
            subject: "Hässelby-Vällingby",
            period: "2024-01–2024-10",
            source: "CompStat",
            in: space
        )
        #expect(statistic.uuidString == "c8e60d05-e864-54ad-86f8-90d92317aa70")
    }

    @Test(arguments: [
        "HÄSSELBY GÅRD", "hässelby gård", "  Hässelby   gård ", "Hässelby\u{A0}gård", "Hässelby\tgård",
        "Ha\u{308}sselby ga\u{30A}rd",
    ])
    func `spellings of one name meet in one record`(_ spelling: String) {
        #expect(Area.id(named: spelling, in: space) == farm)
    }

    @Test(arguments: ["Hasselby gard", "Hässelbygård", "Hässelby gårds", "Råcksta"])
    func `other names make other records`(_ name: String) {
        #expect(Area.id(named: name, in: space) != farm)
    }

    @Test func `a name in another space is another record`() {
        #expect(Area.id(named: "Hässelby gård", in: SpaceID(high: 1, low: 1)) != farm)
    }

    @Test func `the lengths keep parts apart`() {
        let ids = [("ab", "c"), ("a", "bc")].map { first, second in
            Statistic.id(series: first, subject: second, period: "p", source: "s", in: space)
        }
        #expect(ids[0] != ids[1])
    }

    @Test func `edits that set the whole key give its id, others none`() {
        let edits: [FieldEdit] = [.set(Place.area, farm), .set(Place.name, "Hässelby torg")]
        #expect(
            NaturalKey.id(for: edits, of: Place.definition, in: space)
                == Place.id(named: "Hässelby torg", area: farm, in: space)
        )
        #expect(NaturalKey.id(for: [edits[0]], of: Place.definition, in: space) == nil)
        #expect(NaturalKey.id(for: edits, of: Walk.definition, in: space) == nil)
    }

    @Test func `entering a place that was withdrawn brings it back and leaves its key`() throws {
        let key: [FieldEdit] = [.set(Place.area, Sample.area), .set(Place.name, "Hässelby torg")]
        let existing = try Sample.view(.place, key, [.withdraw])
        #expect(existing.isWithdrawn)
        let again: [FieldEdit] = [
            .set(Place.area, Sample.area), .set(Place.name, "HÄSSELBY TORG"), .set(Place.land, .municipal),
        ]
        let edit = RecordEdit(record: existing.key, entering: again, over: existing)
        #expect(edit.edits == [.set(Place.land, .municipal), .restore])
        #expect(RecordEdit(record: existing.key, entering: again, over: nil).edits == again)
    }
}
