public import SyncCore

/// The different live values of a field, the shown one first.
public struct Alternatives: Sendable {
    /// Each once.
    public let contents: [EntryContent]
    /// Who made each: the entries that hold it.
    public let entries: [[Entry]]

    public init(of field: FieldView) {
        var contents: [EntryContent] = []
        var entries: [[Entry]] = []
        for entry in field.live {
            if let index = contents.firstIndex(of: entry.content) {
                entries[index].append(entry)
            } else {
                contents.append(entry.content)
                entries.append([entry])
            }
        }
        self.contents = contents
        self.entries = entries
    }

    /// Letters, so that a choice is never taken for a value such as a level.
    public static func letter(_ index: Int) -> String {
        String(UnicodeScalar(UInt8(ascii: "a") + UInt8(index % 26)))
    }
}
