import FieldModel
import SyncCore

/// Writes what entries hold, in words.
struct Contents: Sendable {
    let names: RecordNames
    let library: PageLibrary

    func text(of content: EntryContent, in field: FieldDefinition?) throws -> String {
        switch content {
        case .value(let bytes):
            guard let value = try? Value(canonicalBytes: bytes) else { return "0x" + bytes.hexadecimal }
            return try names.titles.valueText.text(of: value, in: field)
        case .redacted: return library.word("redacted", in: names.language)
        case .missing: return library.word("notArrived", in: names.language)
        }
    }
}

/// What the entries of a record held, by their names.
struct FormerContents: Sendable {
    private var contents: [EntryName: EntryContent] = [:]

    init(_ history: [HistoryEntry]) {
        for entry in history {
            for write in entry.change.writes {
                for (position, content) in zip(write.firstPosition..., write.contents) {
                    contents[EntryName(change: entry.change.name, position: position)] = content
                }
            }
        }
    }

    /// What a write superseded, each once.
    func superseded(by write: MergeableWrite) -> [EntryContent] {
        write.superseded.compactMap { contents[$0] }.reduce(into: []) { found, content in
            if !found.contains(content) { found.append(content) }
        }
    }
}
