/// A change as the merge meets it: named, and with what is left of its values.
public struct MergeableChange: Hashable, Sendable {
    public let name: ChangeName
    public let record: RecordKey
    public let time: HybridTime
    /// Ascending by field, each field once.
    public let writes: [MergeableWrite]

    public init(name: ChangeName, record: RecordKey, time: HybridTime, writes: [MergeableWrite]) {
        self.name = name
        self.record = record
        self.time = time
        self.writes = writes
    }
}

/// One write of a ``MergeableChange``.
public struct MergeableWrite: Hashable, Sendable {
    public let field: FieldNumber
    /// The position of the first of `contents` among the change's values.
    public let firstPosition: UInt32
    public let contents: ArraySlice<EntryContent>
    public let superseded: [EntryName]
    public let isResolution: Bool

    public init(
        field: FieldNumber,
        firstPosition: UInt32,
        contents: some Sequence<EntryContent>,
        superseded: [EntryName],
        isResolution: Bool
    ) {
        self.field = field
        self.firstPosition = firstPosition
        self.contents = ArraySlice(contents)
        self.superseded = superseded
        self.isResolution = isResolution
    }
}

/// What an entry holds.
public enum EntryContent: Hashable, Sendable {
    /// A value in canonical form.
    case value([UInt8])
    /// Erased by a redaction that this replica holds.
    case redacted
    /// A hole: the payload has not arrived, and no redaction says why.
    case missing
}

extension MergeableChange {
    /// The change as two segments carry it, of which one may have less of its values, or more of them erased.
    func joined(with other: MergeableChange) -> MergeableChange {
        guard other != self, other.writes.count == writes.count else { return self }
        let writes = zip(writes, other.writes).map { write, other in
            MergeableWrite(
                field: write.field,
                firstPosition: write.firstPosition,
                contents: zip(write.contents, other.contents).map { $0.finality < $1.finality ? $1 : $0 },
                superseded: write.superseded,
                isResolution: write.isResolution
            )
        }
        return MergeableChange(name: name, record: record, time: time, writes: writes)
    }

    /// Deals out the values of a change, one for each that its skeleton names, to its writes.
    init(name: ChangeName, skeleton: Skeleton, contents: [EntryContent]) {
        var writes: [MergeableWrite] = []
        writes.reserveCapacity(skeleton.fields.count)
        var position = 0
        var reference = 0
        var resolutions = skeleton.resolutions[...]
        for (index, field) in skeleton.fields.enumerated() {
            let values = skeleton.valueCount(ofWrite: index)
            let references = skeleton.supersededCount(ofWrite: index)
            let isResolution = resolutions.first == UInt32(index)
            if isResolution { resolutions.removeFirst() }
            writes.append(
                MergeableWrite(
                    field: FieldNumber(rawValue: field),
                    firstPosition: UInt32(position),
                    contents: contents[position..<position + values],
                    superseded: Array(skeleton.superseded[reference..<reference + references]),
                    isResolution: isResolution
                )
            )
            position += values
            reference += references
        }
        self.init(name: name, record: skeleton.record, time: skeleton.time, writes: writes)
    }
}
