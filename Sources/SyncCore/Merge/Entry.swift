/// One live value of a field.
public struct Entry: Hashable, Sendable {
    public let field: FieldNumber
    public let name: EntryName
    public let time: HybridTime
    public internal(set) var content: EntryContent
    public let isResolution: Bool

    /// Whether this entry is greater in the total order: (time, log, number, leaf hash, position).
    func isLater(than other: Entry) -> Bool {
        (time, name) > (other.time, other.name)
    }

    /// Where the entry stands among a record's.
    var place: EntryPlace { EntryPlace(field: field, name: name) }
}

/// The order of a record's live entries: by field, then by name.
struct EntryPlace: Hashable, Comparable {
    let field: FieldNumber
    let name: EntryName

    static func < (left: Self, right: Self) -> Bool {
        left.field == right.field ? left.name < right.name : left.field < right.field
    }
}

extension EntryContent {
    /// How much a replica knows: what arrives later only ever adds to it, in whichever order it arrives.
    var finality: Int {
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

extension RandomAccessCollection where Index == Int {
    /// The index of the first element for which `isBefore` is false; those for which it is true come first.
    func partitionPoint(_ isBefore: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
