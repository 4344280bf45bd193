public import SyncCore

/// Makes one record by real changes, merged as they are made.
///
/// A copy with another log writes concurrently.
public struct RecordAuthor {
    public let key: RecordKey
    public var log = LogID(high: 0, low: 1)
    public private(set) var state = RecordState()
    private let schema: Schema
    private var number: UInt64 = 0

    /// When the first change is made: 2024-11-13 13:30:01 UTC.
    private static let start: Int64 = 1_731_504_600_000
    private static let writer = Writer.member([.write, .review])

    public init(_ key: RecordKey, schema: Schema) {
        self.key = key
        self.schema = schema
    }

    public var view: RecordView { state.view(of: key, schema: schema[key.kind]) }

    /// Each call a second later than the one before, and a millisecond later for each higher log.
    ///
    /// - Returns: the change; `nil` if the edits change nothing.
    @discardableResult
    public mutating func make(_ edits: [FieldEdit]) -> MergeableChange? {
        number += 1
        let milliseconds = Self.start + Int64(number) * 1_000 + Int64(log.low)
        let time = HybridTime(millisecondsSinceEpoch: milliseconds)
        let edit = RecordEdit(record: key, edits: edits)
        guard let change = state.change(for: edit, at: time) else { return nil }
        let name = ChangeName(log: log, number: number, leafPrefix: number)
        let mergeable = MergeableChange(change, named: name)
        merge(mergeable)
        return mergeable
    }

    public mutating func merge(_ change: MergeableChange) {
        state.merge(change, by: Self.writer)
    }
}
