/// The state of one record: a multi-value register of live entries per field, and the changes that made it.
///
/// It is a pure function of the set of changes merged into it: any order, any repetition gives the same state and
/// the same ``storedBytes``.
public struct RecordState: Hashable, Sendable {
    /// Every change that was merged, also those whose writes did not count.
    public private(set) var changes: [ChangeName: HybridTime] = [:]
    public private(set) var registers: [FieldNumber: Register] = [:]

    public init() {}

    /// Merges one change of this record.
    ///
    /// - Returns: whether the change was new to the record.
    @discardableResult
    public mutating func merge(_ change: MergeableChange, by writer: Writer) -> Bool {
        preconditionFailure("contract")
    }

    /// Reads what ``storedBytes`` gave.
    public init(storedBytes: [UInt8]) throws(MergeError) {
        preconditionFailure("contract")
    }

    /// A `RecordState` message (Wire/state.proto) in canonical order.
    public var storedBytes: [UInt8] { preconditionFailure("contract") }

    /// The record hash: SHA-256(tag ‖ record id ‖ kind, 4 bytes big-endian ‖ per field number ascending …).
    public func digest(of key: RecordKey) -> StateDigest { preconditionFailure("contract") }
}

public enum MergeError: Error, Hashable, Sendable {
    /// A stored state cannot be read: the store is damaged, and can be rebuilt from its segments.
    case damagedState
}

/// The live entries of one field.
public struct Register: Hashable, Sendable {
    /// Ascending by name.
    public internal(set) var entries: [Entry] = []
    /// Names that were superseded before they arrived.
    public internal(set) var awaited: Set<EntryName> = []
}

/// One live value.
public struct Entry: Hashable, Sendable {
    public let name: EntryName
    public let time: HybridTime
    public let content: EntryContent
    public let isResolution: Bool
}
