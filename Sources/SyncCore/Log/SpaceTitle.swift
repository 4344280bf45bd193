/// An entry of the control log that says what a space is called: a server that was emptied learns it from
/// there.
public enum SpaceTitle {
    /// The record that holds the name.
    public static func record(of space: SpaceID) -> RecordKey {
        RecordKey(kind: ControlLog.space, id: RecordID(high: space.high, low: space.low))
    }

    /// What the control log writes to name it; the name is in canonical form.
    public static func edit(_ name: String, of space: SpaceID) -> RecordEdit {
        RecordEdit(record: record(of: space), edits: [.set(ControlLog.content, .text(name))])
    }

    /// The name in a record; `nil` if it holds none.
    public static func name(in record: RecordView) -> String? {
        guard record.key.kind == ControlLog.space, case .text(let name)? = record[ControlLog.content]?.shown
        else { return nil }
        return name
    }
}
