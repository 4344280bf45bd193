import FieldModel
import SyncCore
import TestSupport
import Testing

/// Records made by real changes, merged.
enum Sample {
    static let space = SpaceID(high: 0x8F14_E45F_CEEA_4671, low: 0x9A0E_0000_0000_0001)
    static let area = RecordID(high: 0x0D9F_3C61_7A44_5B1E, low: 0x9A0E_4C2F_8D1B_7A55)
    static let record = RecordID(high: 1, low: 2)
    static let hash = [UInt8](repeating: 0xAB, count: 32)
    static let reviewer = Writer.member([.write, .review])

    /// A record after some changes, one after another.
    static func view(_ kind: KindNumber, _ changes: [FieldEdit]...) throws -> RecordView {
        var author = Author(key: RecordKey(kind: kind, id: record))
        for edits in changes { try author.make(edits) }
        return author.view
    }

    /// A record that two people edited apart after a common beginning.
    static func view(
        _ kind: KindNumber,
        common: [FieldEdit],
        one: [FieldEdit],
        other: [FieldEdit]
    ) throws -> RecordView {
        var first = Author(key: RecordKey(kind: kind, id: record))
        try first.make(common)
        var second = first
        second.log = LogID(high: 0, low: 2)
        try first.make(one)
        let change = try second.make(other)
        first.state.merge(change, by: reviewer)
        return first.view
    }

    struct Author {
        let key: RecordKey
        var log = LogID(high: 0, low: 1)
        var state = RecordState()
        var number: UInt64 = 0
        /// 2024-11-13 13:30 UTC.
        static let start: Int64 = 1_731_504_600_000

        var view: RecordView { state.view(of: key, schema: schema[key.kind]) }

        @discardableResult
        mutating func make(_ edits: [FieldEdit]) throws -> MergeableChange {
            number += 1
            let time = HybridTime(millisecondsSinceEpoch: Self.start + Int64(number) * 1_000 + Int64(log.low))
            let change = try #require(state.change(for: RecordEdit(record: key, edits: edits), at: time))
            let name = ChangeName(log: log, number: number, leafPrefix: number)
            let mergeable = MergeableChange(change, named: name)
            state.merge(mergeable, by: Sample.reviewer)
            return mergeable
        }
    }
}
