import FoundationEssentials

/// The name of one value in one write: what every reference from one change to another uses.
///
/// The leaf's hash makes a name unguessable before its change exists, and unambiguous where a log has forked.
public struct EntryName: Hashable, Comparable, Sendable {
    public let change: ChangeName
    /// The index of the value among the values of its change, from 0.
    public let position: UInt32

    public init(change: ChangeName, position: UInt32) {
        self.change = change
        self.position = position
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.change, left.position) < (right.change, right.position)
    }
}

/// The name of one change: its log, its number there, and the first eight bytes of its leaf hash.
///
/// The log and the number alone are the change's *dot*.
public struct ChangeName: Hashable, Comparable, Sendable {
    public let log: LogID
    /// From 1, without gaps.
    public let number: UInt64
    public let leafPrefix: UInt64

    public init(log: LogID, number: UInt64, leafPrefix: UInt64) {
        self.log = log
        self.number = number
        self.leafPrefix = leafPrefix
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.log, left.number, left.leafPrefix) < (right.log, right.number, right.leafPrefix)
    }
}

extension EntryName {
    /// 16 bytes of log, the number as a varint, 8 bytes of leaf prefix, the position as a varint.
    func write(to writer: inout ByteWriter) {
        writer.append(contentsOf: change.log.bytes)
        writer.appendVarint(change.number)
        writer.append(contentsOf: change.leafPrefix.bigEndianBytes)
        writer.appendVarint(UInt64(position))
    }

    init(reading reader: inout ByteReader) throws(ValueError) {
        guard let log = LogID(bytes: try reader.take(16)) else { throw .malformed }
        let number = try reader.varint()
        let prefix = try reader.bigEndian64()
        guard let position = UInt32(exactly: try reader.varint()) else { throw .malformed }
        self.init(change: ChangeName(log: log, number: number, leafPrefix: prefix), position: position)
    }

    var wire: WireEntryName {
        var wire = WireEntryName()
        wire.log = Data(change.log.bytes)
        wire.number = change.number
        wire.leafPrefix = change.leafPrefix
        wire.position = position
        return wire
    }
}
