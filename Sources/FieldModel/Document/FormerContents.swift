public import SyncCore

/// What the entries of a record held, by their names.
public struct FormerContents: Sendable {
    private var contents: [EntryName: EntryContent] = [:]

    /// Reads a record's history.
    public init(_ history: [HistoryEntry]) {
        for entry in history {
            for write in entry.change.writes {
                for (position, content) in zip(write.firstPosition..., write.contents) {
                    contents[EntryName(change: entry.change.name, position: position)] = content
                }
            }
        }
    }

    /// What a write superseded, each once.
    public func superseded(by write: MergeableWrite) -> [EntryContent] {
        write.superseded.compactMap { contents[$0] }.reduce(into: []) { found, content in
            if !found.contains(content) { found.append(content) }
        }
    }
}
