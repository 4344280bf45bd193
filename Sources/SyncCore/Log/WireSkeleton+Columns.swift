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

    /// Decodes a skeleton and checks that its columns agree.
    ///
    /// - Throws: ``LogError/malformed(_:)`` or ``LogError/tooLarge(_:)`` for the skeleton.
    static func checked(_ bytes: [UInt8]) throws(LogError) -> WireSkeleton {
        guard let wire = try? WireSkeleton(serializedBytes: bytes) else { throw .malformed(.skeleton) }
        guard wire.fields.count <= Limits.changeEntries,
            wire.superseded.count <= Limits.changeEntries,
            wire.valueCount <= Limits.changeEntries
        else { throw .tooLarge(.skeleton) }
        let count = wire.fields.count
        guard wire.record.count == 16,
            zip(wire.fields, wire.fields.dropFirst()).allSatisfy(<),
            wire.valueCounts.isEmpty || wire.valueCounts.count == count,
            wire.supersededCounts.isEmpty || wire.supersededCounts.count == count,
            wire.supersededCounts.reduce(0, { $0 + Int($1) }) == wire.superseded.count,
            zip(wire.resolutions, wire.resolutions.dropFirst()).allSatisfy(<),
            wire.resolutions.allSatisfy({ $0 < UInt32(count) })
        else { throw .malformed(.skeleton) }
        return wire
    }

    /// The number of values in the whole change.
    var valueCount: Int {
        valueCounts.isEmpty ? fields.count : valueCounts.reduce(0) { $0 + Int($1) }
    }

    func valueCount(ofWrite index: Int) -> Int {
        valueCounts.isEmpty ? 1 : Int(valueCounts[index])
    }

    func supersededCount(ofWrite index: Int) -> Int {
        supersededCounts.isEmpty ? 0 : Int(supersededCounts[index])
    }
}
