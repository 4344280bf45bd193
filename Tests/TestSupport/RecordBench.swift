public import SyncCore

/// One record and the people who change it: for tests that tell a story.
public struct RecordBench {
    public static let key = RecordKey(kind: KindNumber(rawValue: 20), id: RecordID(high: 5, low: 6))

    /// Everything that anybody has merged, as one who has it all sees it.
    public private(set) var state = RecordState()
    private var time: UInt64 = 0

    public init() {}

    /// An edit by one who sees a state: everything, unless the story says otherwise.
    ///
    /// - Returns: the change, merged already; `nil` if there was nothing to write.
    @discardableResult
    public mutating func edit(
        _ edits: FieldEdit...,
        seeing seen: RecordState? = nil,
        at hours: UInt64? = nil,
        by writer: Writer = .member([.write, .review])
    ) -> MergeableChange? {
        time += 1
        let edit = RecordEdit(record: Self.key, edits: edits)
        let reading = HybridTime(rawValue: hours ?? time)
        guard let change = (seen ?? state).change(for: edit, at: reading) else { return nil }
        let log = LogID(high: 0, low: time)
        let named = MergeableChange(change, named: ChangeName(log: log, number: 1, leafPrefix: time))
        state.merge(named, by: writer)
        return named
    }

    /// Merges a change that a test made by hand.
    public mutating func merge(_ change: MergeableChange, by writer: Writer = .member([.write, .review])) {
        state.merge(change, by: writer)
    }

    public func view(_ policy: MergePolicy = .latest) -> RecordView {
        state.view(of: Self.key, schema: Self.schema(policy))
    }

    private static func schema(_ policy: MergePolicy) -> KindSchema {
        KindSchema(
            number: key.kind,
            name: "sample",
            fields: [16, 17].map {
                FieldSchema(
                    number: FieldNumber(rawValue: $0),
                    name: "field\($0)",
                    type: .integer,
                    policy: policy
                )
            }
        )
    }
}

extension MergeableChange {
    /// The same change as a replica knows it that lacks its values.
    public func lackingValues(_ content: EntryContent) -> MergeableChange {
        MergeableChange(
            name: name,
            record: record,
            time: time,
            writes: writes.map { write in
                MergeableWrite(
                    field: write.field,
                    firstPosition: write.firstPosition,
                    contents: write.contents.map { _ in content },
                    superseded: write.superseded,
                    isResolution: write.isResolution
                )
            }
        )
    }
}
