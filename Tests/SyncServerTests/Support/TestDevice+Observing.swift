import FieldModel
import SyncCore
import Testing

extension TestDevice {
    /// Writes an observation, or changes it, and pushes.
    func observe(_ description: String, gravity: String, id: UInt64) async throws {
        try await write([("description", description), ("gravity", gravity)], id: id)
    }

    /// Writes fields of an observation as they are typed, and pushes.
    func write(_ fields: [(name: String, text: String)], id: UInt64) async throws {
        let kind = try #require(Catalogue.kind(named: "observation"))
        let reading = ReadingContext(today: CalendarDate(daysSinceEpoch: 20_000))
        let edits = try fields.map { name, text in
            let field = try #require(kind[name])
            return FieldEdit.set(
                field.number,
                try ValueReader(field: field, context: reading).value(from: text)
            )
        }
        let key = RecordKey(kind: kind.number, id: RecordID(high: 0, low: id))
        try await enter([RecordEdit(record: key, edits: edits)])
    }

    /// Enters records and pushes them.
    func enter(_ edits: [RecordEdit]) async throws {
        let membership = try membership("hv-shared")
        _ = try replica.save(edits, in: membership.space)
        try replica.seal(membership.space, with: membership.key)
        try await pushAll()
    }
}
