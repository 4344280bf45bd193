import FieldModel
import SyncCore
import Testing

@Suite struct ValueTextTests {
    private func text(_ value: Value, _ field: FieldDefinition?, in language: Language) throws -> String {
        let text = ValueText(in: language) { key throws(StoreError) in
            if key.id == RecordID(high: 0, low: 0) { throw .unknownRecord(key) }
            return key.kind == .place ? "Hässelby torg" : "Vällingby"
        }
        return try text.text(of: value, in: field)
    }

    private func both(_ value: Value, _ field: any DeclaredField) throws -> [String] {
        [
            try text(value, field.definition, in: .swedish), try text(value, field.definition, in: .english),
        ]
    }

    @Test func `choices, yes and no, and decimals are in the reader's language`() throws {
        #expect(
            try both(.enumeration(10), Observation.category) == [
                "öppen narkotikahandel", "open drug dealing",
            ]
        )
        #expect(try both(.bool(true), SettlementCheck.policePresent) == ["ja", "yes"])
        #expect(try both(.decimal(1_250), SettlementCheck.waste) == ["12,5 m³", "12.5 m³"])
        #expect(try both(.empty, Observation.description) == ["(tomt)", "(empty)"])
    }

    @Test func `records are called by their titles, and times stand as they were read`() throws {
        #expect(try both(.id(Sample.area), Incident.place)[0] == "Hässelby torg")
        let half = Instant(milliseconds: 1_731_504_600_000, offsetMinutes: 60)
        #expect(try both(.instant(half), Incident.occurredAt)[0] == "2024-11-13 14:30")
        let point = Position(latitudeUnits: 593_630_000, longitudeUnits: 178_720_000, accuracyMetres: 8)
        #expect(try both(point.fieldValue, Incident.position)[0] == "59.363, 17.872 ±8 m")
    }

    @Test func `what this version does not know is shown as its bytes, not as something else`() throws {
        #expect(try text(.text("å"), nil, in: .swedish) == "0x04c3a5")
        #expect(try both(.enumeration(99), Observation.category) == ["?99", "?99"])
        #expect(try both(.text("fel"), SettlementCheck.shelters)[0] == "0x04" + "66656c")
    }

    @Test func `a set is listed in the order of its words, and an empty one is nothing`() throws {
        let view = try Sample.view(.observation, [.add(Observation.tags, ["torg", "kväll"])])
        let text = ValueText(in: .swedish) { _ throws(StoreError) in "" }
        let tags = Observation.tags.definition
        #expect(try text.text(of: view[tags.number], in: tags) == "kväll, torg")
        #expect(
            try text.text(of: view[Observation.measures.number], in: Observation.measures.definition) == nil
        )
    }

    @Test func `a title that the store cannot give is an error, not an empty word`() throws {
        #expect(throws: StoreError.self) {
            _ = try text(.id(RecordID(high: 0, low: 0)), Incident.place.definition, in: .swedish)
        }
    }

    @Test func `what a terminal would obey is shown as a sign in its place`() throws {
        let field = Observation.description.definition
        #expect(
            try text(.text("röd \u{1B}[31m text\n\tå"), field, in: .swedish) == "röd \u{FFFD}[31m text\n\tå"
        )
    }
}
