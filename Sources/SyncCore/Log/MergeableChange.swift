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
    public let contents: [EntryContent]
    public let superseded: [EntryName]
    public let isResolution: Bool

    public init(
        field: FieldNumber,
        firstPosition: UInt32,
        contents: [EntryContent],
        superseded: [EntryName],
        isResolution: Bool
    ) {
        self.field = field
        self.firstPosition = firstPosition
        self.contents = contents
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
    init(
        name: ChangeName,
        skeleton: WireSkeleton,
        contents: [EntryContent]
    ) throws(LogError) {
        guard let id = RecordID(bytes: skeleton.record) else { throw .malformed(.skeleton) }
        var writes: [MergeableWrite] = []
        writes.reserveCapacity(skeleton.fields.count)
        let resolutions = Set(skeleton.resolutions)
        var position = 0
        var reference = 0
        for (index, field) in skeleton.fields.enumerated() {
            let values = skeleton.valueCount(ofWrite: index)
            let references = skeleton.supersededCount(ofWrite: index)
            var superseded: [EntryName] = []
            for wire in skeleton.superseded[reference..<reference + references] {
                superseded.append(try EntryName(wire))
            }
            writes.append(
                MergeableWrite(
                    field: FieldNumber(rawValue: field),
                    firstPosition: UInt32(position),
                    contents: Array(contents[position..<position + values]),
                    superseded: superseded,
                    isResolution: resolutions.contains(UInt32(index))
                )
            )
            position += values
            reference += references
        }
        self.init(
            name: name,
            record: RecordKey(kind: KindNumber(rawValue: skeleton.kind), id: id),
            time: HybridTime(rawValue: skeleton.time),
            writes: writes
        )
    }
}
