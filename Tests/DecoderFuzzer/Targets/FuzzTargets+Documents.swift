import FieldModel
import SyncCore

extension FuzzTargets {
    /// What people hand in.
    static let documents = [
        FuzzTarget("record") { bytes in
            let context = ReadingContext(today: CalendarDate(daysSinceEpoch: 20_000))
            let reader = RecordReader(space: SpaceID(high: 1, low: 1), context: context) {
                RecordID(high: 2, low: 2)
            }
            let edit = try reader.edit(fromLine: String(decoding: bytes, as: UTF8.self))
            for case .set(_, let value) in edit.edits {
                guard try Value(canonicalBytes: value.canonicalBytes) == value else {
                    throw BrokenPromise("a value that was read is not in its one form")
                }
            }
        }
    ]
}
