/// The live entries of one field.
public struct Register: Hashable, Sendable {
    /// Ascending by name.
    public internal(set) var entries: [Entry] = []

    /// Adds entries of one change, ascending by position: no other entry lies between them.
    mutating func insert(run: [Entry]) {
        guard let first = run.first else { return }
        if let last = entries.last, last.name > first.name {
            entries.insert(contentsOf: run, at: entries.partitionPoint { $0.name < first.name })
        } else {
            entries.append(contentsOf: run)
        }
    }

    /// - Returns: whether the entry was live.
    mutating func remove(_ name: EntryName) -> Bool {
        guard let index = index(of: name) else { return false }
        entries.remove(at: index)
        return true
    }

    /// - Returns: whether more is now known of the entry than before.
    mutating func takeUp(_ content: EntryContent, of name: EntryName) -> Bool {
        guard let index = index(of: name), entries[index].content.finality < content.finality else {
            return false
        }
        entries[index].content = content
        return true
    }

    private func index(of name: EntryName) -> Int? {
        let index = entries.partitionPoint { $0.name < name }
        return index < entries.count && entries[index].name == name ? index : nil
    }
}

/// One live value.
public struct Entry: Hashable, Sendable {
    public let name: EntryName
    public let time: HybridTime
    public internal(set) var content: EntryContent
    public let isResolution: Bool

    /// Whether this entry is greater in the total order: (time, log, number, leaf hash, position).
    func isLater(than other: Entry) -> Bool {
        (time, name) > (other.time, other.name)
    }
}

extension EntryContent {
    /// How much a replica knows: what arrives later only ever adds to it, in whichever order it arrives.
    fileprivate var finality: Int {
        switch self {
        case .missing: 0
        case .value: 1
        case .redacted: 2
        }
    }

    /// The canonical bytes, if they are there.
    var valueBytes: [UInt8]? {
        guard case .value(let bytes) = self else { return nil }
        return bytes
    }
}

extension Array {
    /// The index of the first element for which `isBefore` is false; those for which it is true come first.
    func partitionPoint(_ isBefore: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = low + (high - low) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
