import FieldModel
import SyncCore
import TestSupport
import Testing

/// What programs read of a record of which something was erased.
@Suite struct RedactedDocumentTests {
    private static let seen = Instant(milliseconds: 1_731_504_600_000, offsetMinutes: 60)

    @Test func `a record names the fields that were erased, and its line is read back without them`() throws {
        let record = RecordKey(kind: .observation, id: Sample.record)
        let change = Change(
            record: record,
            time: HybridTime(millisecondsSinceEpoch: 1_731_504_601_001),
            writes: [
                Write(field: Observation.category.number, values: [Value.enumeration(1).canonicalBytes]),
                Write(
                    field: Observation.observedAt.number,
                    values: [Value.instant(Self.seen).canonicalBytes]
                ),
                Write(field: Observation.description.number, values: [Value.text("a").canonicalBytes]),
            ]
        )
        let name = ChangeName(log: LogID(high: 0, low: 1), number: 1, leafPrefix: 1)
        let named = MergeableChange(change, named: name)
        let writes = named.writes.map { write in
            MergeableWrite(
                field: write.field,
                firstPosition: write.firstPosition,
                contents: write.field == Observation.description.number ? [.redacted] : write.contents,
                superseded: [],
                isResolution: false
            )
        }
        var state = RecordState()
        state.merge(
            MergeableChange(name: name, record: record, time: change.time, writes: writes),
            by: .member(.write)
        )
        let document = RecordDocument(state.view(of: record, schema: schema[.observation]))
        #expect(document.line.contains(#""redacted":["description"]"#))
        #expect(!document.line.contains(#""description":"#))
        let reader = RecordReader(
            space: Sample.space,
            context: ReadingContext(today: CalendarDate(daysSinceEpoch: 20_040)),
            makeID: { Sample.record }
        )
        let edit = try reader.edit(fromLine: document.line)
        #expect(
            edit.edits == [
                .set(Observation.category.number, .enumeration(1)),
                .set(Observation.observedAt.number, .instant(Self.seen)),
            ]
        )
    }
}
