import FoundationEssentials
import SwiftProtobuf

extension WireSkeleton {
    /// Encodes a change's shape.
    ///
    /// Columns that hold nothing but the default are left out.
    init(_ change: Change) {
        self.init()
        record = Data(change.record.id.bytes)
        kind = change.record.kind.rawValue
        time = change.time.rawValue
        fields = change.writes.map(\.field.rawValue)
        if change.writes.contains(where: { $0.values.count != 1 }) {
            valueCounts = change.writes.map { UInt32($0.values.count) }
        }
        if change.writes.contains(where: { !$0.superseded.isEmpty }) {
            supersededCounts = change.writes.map { UInt32($0.superseded.count) }
            superseded = change.writes.flatMap(\.superseded).map(\.wire)
        }
        resolutions = change.writes.enumerated().filter { $1.isResolution }.map { UInt32($0.offset) }
    }
}
