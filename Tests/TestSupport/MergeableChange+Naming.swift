public import SyncCore

extension MergeableChange {
    /// A change under a name of the test's choice, without a log around it.
    public init(_ change: Change, named name: ChangeName) {
        var position: UInt32 = 0
        var writes: [MergeableWrite] = []
        for write in change.writes {
            writes.append(
                MergeableWrite(
                    field: write.field,
                    firstPosition: position,
                    contents: write.values.map { .value($0) },
                    superseded: write.superseded,
                    isResolution: write.isResolution
                )
            )
            position += UInt32(write.values.count)
        }
        self.init(name: name, record: change.record, time: change.time, writes: writes)
    }
}
