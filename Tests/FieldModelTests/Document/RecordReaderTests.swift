import FieldModel
import SyncCore
import Testing

@Suite struct RecordReaderTests {
    private static let fresh = RecordID(high: 7, low: 7)
    private static let areas = ["Hässelby gård", "Vällingby", "Råcksta"]

    private let reader = RecordReader(
        space: Sample.space,
        context: ReadingContext(today: CalendarDate(daysSinceEpoch: 20_040)) { kind, name in
            guard kind == .area else { return .nothing(nearest: []) }
            if areas.contains(name) { return .found(Area.id(named: name, in: Sample.space)) }
            if name == "Hässelby" { return .several([Sample.area, Sample.record]) }
            return .nothing(nearest: nearestNames(to: name, among: areas))
        },
        makeID: { fresh }
    )

    private static func cleanup(costing cost: String) -> String {
        let place = "0d9f3c61-7a44-5b1e-9a0e-4c2f8d1b7a55"
        return #"{"kind":"cleanup","fields":{"place":"\#(place)","cleaned_on":"i dag","cost_sek":\#(cost)}}"#
    }

    private func problems(_ line: String) -> [InputProblem] {
        do throws(Problems) {
            let edit = try reader.edit(fromLine: line)
            Issue.record("was read: \(edit)")
            return []
        } catch {
            return error.all
        }
    }

    @Test func `a record needs only its kind and fields`() throws {
        let edit = try reader.edit(
            fromLine: """
                {"kind":"incident","fields":{"area":"Vällingby","occurred_at":"2024-11-13 14:30",\
                "category":"rån",\
                "gravity":"serious","position":{"latitude":59.363,"longitude":17.872,"accuracy":10}}}
                """
        )
        #expect(edit.record == RecordKey(kind: .incident, id: Self.fresh))
        #expect(
            Set(edit.edits) == [
                .set(Incident.area, Area.id(named: "Vällingby", in: Sample.space)),
                .set(Incident.occurredAt, Instant(milliseconds: 1_731_504_600_000, offsetMinutes: 60)),
                .set(Incident.category, .robbery), .set(Incident.gravity, .serious),
                .set(
                    Incident.position,
                    Position(latitudeUnits: 593_630_000, longitudeUnits: 178_720_000, accuracyMetres: 10)
                ),
            ]
        )
    }

    @Test func `Swedish names are accepted as well`() throws {
        let edit = try reader.edit(
            fromLine: """
                {"kind":"Iakttagelse","fields":{"kategori":"Öppen narkotikahandel","allvar":"oroande",\
                "iakttogs":"i går 9.05","etiketter":["torg"],"bilder":[],"ansvarig organisation":"Polisen"}}
                """
        )
        #expect(edit.edits.contains(.set(Observation.category, .openDrugDealing)))
        #expect(edit.edits.contains(.set(Observation.gravity, .worrying)))
        #expect(edit.edits.contains(.add(Observation.tags, ["torg"])))
        #expect(edit.edits.contains(.set(Observation.responsible, "Polisen")))
    }

    @Test func `a natural key decides the id, whatever was given`() throws {
        let line = #"{"kind":"area","id":"00000000-0000-0001-0000-000000000002","fields":{"name":"Grimsta"}}"#
        #expect(try reader.edit(fromLine: line).record.id == Area.id(named: "Grimsta", in: Sample.space))
        let walk = #"{"kind":"walk","id":"00000000-0000-0001-0000-000000000002","fields":{"type":"rond"}}"#
        #expect(try reader.edit(fromLine: walk).record.id == Sample.record)
    }

    @Test func `every problem of a line is told`() {
        let found = problems(
            """
            {"kind":"observation","färg":1,"fields":{"kategry":"rån","gravity":"allvarli","area":"Vallingby",\
            "observed_at":"i fjol","description":"Nås på anna@exempel.se","tags":"ett","photos":[1]}}
            """
        )
        let reasons = Dictionary(grouping: found) { $0.field?.name ?? "" }.mapValues { $0.map(\.reason) }
        #expect(reasons["gravity"]?.first == .unknownWord("allvarli", nearest: ["allvarlig"]))
        #expect(reasons["area"] == [.recordNotFound("Vallingby", nearest: ["Vällingby"])])
        #expect(reasons["observed_at"] == [.unreadable("i fjol")])
        #expect(reasons["category"] == [.missing])
        #expect(reasons["photos"] == [.wrongType])
        #expect(reasons["description"]?.count == 1)
        #expect(reasons[""]?.contains(.unknownField("färg", nearest: [])) == true)
        #expect(reasons[""]?.contains(.unknownField("kategry", nearest: ["category", "kategori"])) == true)
    }

    @Test func `an unknown kind suggests the nearest, in either language`() {
        let found = problems(#"{"kind":"incidnt","fields":{}}"#)
        #expect(found.map(\.reason) == [.unknownKind("incidnt", nearest: ["incident"])])
    }

    @Test func `two meanings are listed`() {
        let line = #"{"kind":"walk","fields":{"type":"patrol","area":"Hässelby"}}"#
        #expect(problems(line).map(\.reason) == [.ambiguous("Hässelby", [Sample.area, Sample.record])])
    }

    @Test(arguments: [
        "", "{", "[]", "1", "{}", #"{"kind":"walk"}"#, #"{"kind":1,"fields":{}}"#, #"{"fields":{}}"#,
    ])
    func `what is no record is refused`(_ line: String) {
        #expect(problems(line).map(\.reason) == [.notARecord])
    }

    @Test(arguments: [
        #"{"kind":"walk","id":"7","fields":{"type":"patrol"}}"#,
        #"{"kind":"walk","fields":{"type":"patrol","title":["a"]}}"#,
        #"{"kind":"walk","fields":{"type":"patrol","title":7}}"#,
        #"{"kind":"walk","fields":{"type":"patrol","participants":1.5}}"#,
        #"{"kind":"walk","fields":{"type":"patrol","participants":"många"}}"#,
        #"{"kind":"walk","fields":{"type":true}}"#,
        cleanup(costing: "0.001"),
        cleanup(costing: "-1"),
        #"{"kind":"question","fields":{"record":{"kind":"wlk","id":"1"},"text":"Var?"}}"#,
        #"{"kind":"question","fields":{"record":{"kind":"walk","id":"7","x":1},"text":"Var?"}}"#,
    ])
    func `one wrong value is one problem`(_ line: String) {
        #expect(problems(line).count == 1)
    }

    @Test func `what was printed can be read again`() throws {
        let edits: [FieldEdit] = [
            .set(Observation.category, .dumping), .set(Observation.gravity, .critical),
            .set(Observation.area, Sample.area),
            .set(Observation.observedAt, Instant(milliseconds: 1_731_504_600_125, offsetMinutes: 60)),
            .set(Observation.description, "Rad ett\nrad ”två” \\ åäö 🚧"),
            .set(Observation.position, Position(latitudeUnits: 593_630_001, longitudeUnits: -1)),
            .add(Observation.tags, ["a", "ö"]),
            .add(Observation.photos, [Photo(sha256: Sample.hash, mediaType: "image/jpeg", caption: "Ån")]),
            .set(Review.dueOn, CalendarDate(daysSinceEpoch: 20_000)),
        ]
        let view = try Sample.view(.observation, edits)
        let edit = try reader.edit(fromLine: RecordDocument(view, space: Sample.space).line)
        #expect(edit.record == view.key)
        #expect(Set(edit.edits) == Set(edits))
    }

    @Test func `numbers are exact to the last decimal`() throws {
        for units in [Int64(1), 10_000_000_001, 123_456_789, 99_999_999_999] {
            let view = try Sample.view(
                .cleanup,
                [
                    .set(Cleanup.place, Sample.area), .set(Cleanup.cost, Money(units: units)),
                    .set(Cleanup.cleanedOn, CalendarDate(daysSinceEpoch: 1)),
                ]
            )
            let edit = try reader.edit(fromLine: RecordDocument(view).line)
            #expect(edit.edits.contains(.set(Cleanup.cost, Money(units: units))))
        }
    }

    @Test func `a withdrawn record is read as withdrawn`() throws {
        let view = try Sample.view(.walk, [.set(Walk.type, .patrol)], [.withdraw])
        let edit = try reader.edit(fromLine: RecordDocument(view).line)
        #expect(edit.edits.contains(.withdraw))
    }

    @Test func `null clears a field of a record that exists`() throws {
        let view = try Sample.view(.walk, [.set(Walk.type, .patrol), .set(Walk.title, "Rond")])
        let json = try JSONValue(
            line: #"{"kind":"walk","id":"\#(view.key.id.uuidString)","fields":{"title":null}}"#
        )
        let edit = try reader.edit(from: json) { $0 == view.key ? view : nil }
        #expect(edit.edits == [.clear(Walk.title)])
    }

    @Test
    func `a whole id that means no record of the space is not found, and one from another is translated`()
        throws
    {
        let other = RecordID(high: 9, low: 9)
        let reader = RecordReader(
            space: Sample.space,
            context: ReadingContext(
                today: CalendarDate(daysSinceEpoch: 20_040),
                known: { $0.id == other ? Sample.area : nil }
            ),
            makeID: { Self.fresh }
        )
        func place(in area: RecordID) -> String {
            #"{"kind":"place","fields":{"name":"Torget","area":"\#(area.uuidString)"}}"#
        }
        let edit = try reader.edit(fromLine: place(in: other))
        #expect(edit.edits.contains(.set(Place.area, Sample.area)))
        #expect(edit.record.id == Place.id(named: "Torget", area: Sample.area, in: Sample.space))
        #expect(throws: Problems.self) { try reader.edit(fromLine: place(in: Sample.record)) }
    }

    @Test func `null takes away what a set holds, and nothing where the record is new`() throws {
        let view = try Sample.view(
            .observation,
            [
                .set(Observation.category, .litter), .add(Observation.tags, ["torg", "kväll"]),
                .set(Observation.observedAt, Instant(milliseconds: 0, offsetMinutes: 60)),
            ]
        )
        let json = JSONValue.object([
            "kind": .string("observation"), "id": .string(Sample.record.uuidString),
            "fields": .object(["etiketter": .null]),
        ])
        let edit = try reader.edit(from: json, existing: { _ in view })
        #expect(
            edit.edits == [.remove(Observation.tags.number, view[Observation.tags.number]?.elements ?? [])]
        )
    }
}
