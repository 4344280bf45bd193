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

    /// A record after some changes, one after another.
    static func view(_ kind: KindNumber, _ changes: [FieldEdit]...) throws -> RecordView {
        var author = RecordAuthor(RecordKey(kind: kind, id: record), schema: schema)
        for edits in changes {
            let change = author.make(edits)
            try #require(change != nil)
        }
        return author.view
    }

    /// A record that two people edited apart after a common beginning; the other a moment later.
    static func view(
        _ kind: KindNumber,
        common: [FieldEdit],
        one: [FieldEdit],
        other: [FieldEdit]
    ) throws -> RecordView {
        var first = RecordAuthor(RecordKey(kind: kind, id: record), schema: schema)
        first.make(common)
        var second = first
        second.log = LogID(high: 0, low: 2)
        first.make(one)
        let change = second.make(other)
        first.merge(try #require(change))
        return first.view
    }
}
