import FieldModel
import SyncCore
import Testing

@Suite struct RecordDocumentTests {
    @Test func `a record's line has its members in order and its values exactly`() throws {
        let view = try Sample.view(
            .cleanup,
            [
                .set(Cleanup.place, Sample.area), .set(Cleanup.cost, Money(units: 12_550)),
                .set(Cleanup.volume, Volume(units: 1)), .set(Cleanup.contractor, "Städ & Åkeri"),
                .set(Cleanup.cleanedOn, CalendarDate(daysSinceEpoch: 20_040)),
            ]
        )
        #expect(
            RecordDocument(view, space: Sample.space).line == """
                {"changed_at":"2024-11-13T13:30:01.001Z","conflicts":{},\
                "created_at":"2024-11-13T13:30:01.001Z",\
                "fields":{"cleaned_on":"2024-11-13","contractor":"Städ & Åkeri","cost_sek":125.5,\
                "place":"0d9f3c61-7a44-5b1e-9a0e-4c2f8d1b7a55","volume_m3":0.01},\
                "id":"00000000-0000-0001-0000-000000000002","kind":"cleanup","settled":{},\
                "space":"8f14e45fceea46719a0e000000000001","withdrawn":false}
                """
        )
    }

    @Test func `conflicts and what was settled show every value`() throws {
        let view = try Sample.view(
            .settlement,
            common: [.set(Settlement.place, Sample.area), .set(Settlement.status, .suspected)],
            one: [.set(Settlement.status, .confirmed), .set(Settlement.landowner, "Trafikförvaltningen")],
            other: [.set(Settlement.status, .removed), .set(Settlement.landowner, "Staden")]
        )
        let line = RecordDocument(view).line
        #expect(line.contains(#""conflicts":{"status":["removed","confirmed"]}"#))
        #expect(line.contains(#""settled":{"landowner":["Staden","Trafikförvaltningen"]}"#))
        #expect(line.contains(#""status":"removed""#))
    }

    @Test func `sets are arrays, and a withdrawn record says so`() throws {
        let view = try Sample.view(
            .walk,
            [.set(Walk.type, .safetyWalk), .add(Walk.organisations, ["Polisen", "Skolan"])],
            [.withdraw]
        )
        let line = RecordDocument(view).line
        #expect(line.contains(#""organisations":["Polisen","Skolan"],"type":"safety_walk""#))
        #expect(line.contains(#""withdrawn":true"#))
    }

    @Test func `what this version does not know stands under its number, as bytes`() throws {
        let later = try Sample.view(
            .observation,
            [
                .set(FieldNumber(rawValue: 600), .integer(7)),
                .set(Observation.gravity.number, .enumeration(9)),
            ]
        )
        let line = RecordDocument(later).line
        #expect(line.contains(#""600":{"bytes":"020e"}"#))
        #expect(line.contains(#""gravity":{"bytes":"0809"}"#))
        let kind = try Sample.view(KindNumber(rawValue: 99), [.set(FieldNumber(rawValue: 16), .bool(true))])
        #expect(RecordDocument(kind).line.contains(#""kind":"99""#))
    }
}
