import FoundationEssentials
import SwiftProtobuf

/// One change as it is hashed, stored and sent: (skeleton, salt, payload), or, redacted, (skeleton, inner
/// hash).
///
/// hash = SHA-256(tag ‖ skeleton length, 4 bytes big-endian ‖ skeleton ‖ inner hash), where
/// inner hash = SHA-256(salt ‖ payload). Both forms have the same hash.
public struct Leaf: Hashable, Sendable {
    /// The encoded `Leaf` message.
    public let bytes: [UInt8]
    public let hash: LeafHash

    private let skeleton: [UInt8]
    private let payload: [UInt8]?

    /// Encodes a change.
    ///
    /// - Parameters:
    ///   - change: at most ``Limits/changeEntries`` values and superseded names.
    ///   - salt: 16 random bytes; without them a redacted value could be guessed from its hash.
    /// - Throws: ``LogError/tooLarge(_:)`` beyond ``Limits/changeBytes`` or ``Limits/changeEntries``.
    public init(_ change: Change, salt: [UInt8]) throws(LogError) {
        precondition(salt.count == 16, "a leaf's salt has 128 bits")
        var wire = WireLeaf()
        var payload = WirePayload()
        payload.values = change.writes.flatMap(\.values).map { Data($0) }
        guard let skeleton = try? WireSkeleton(change).serializedData(),
            let payload = try? payload.serializedData()
        else { throw .malformed(.leaf) }
        wire.skeleton = skeleton
        wire.salt = Data(salt)
        wire.payload = payload
        guard let bytes = try? wire.serializedData() else { throw .malformed(.leaf) }
        guard bytes.count <= Limits.changeBytes else { throw .tooLarge(.leaf) }
        try self.init(wire, bytes: Array(bytes))
        _ = try WireSkeleton.checked(self.skeleton)
    }

    /// Reads a leaf and computes its hash.
    ///
    /// - Throws: ``LogError/malformed(_:)``, also for fields that this version does not know: the hash would
    ///   not cover them, and whoever carries the leaf could put anything there.
    public init(decoding bytes: [UInt8]) throws(LogError) {
        guard let wire = try? WireLeaf(serializedBytes: bytes), wire.unknownFields.data.isEmpty else {
            throw .malformed(.leaf)
        }
        try self.init(wire, bytes: bytes)
    }

    private init(_ wire: WireLeaf, bytes: [UInt8]) throws(LogError) {
        let inner: [UInt8]
        if wire.salt.count == 16, wire.innerHash.isEmpty {
            let digest: Digest<LeafBytes> = Digest(ofUntagged: wire.salt + wire.payload)
            inner = digest.bytes
            payload = Array(wire.payload)
        } else if wire.innerHash.count == 32, wire.salt.isEmpty, wire.payload.isEmpty {
            inner = Array(wire.innerHash)
            payload = nil
        } else {
            throw .malformed(.leaf)
        }
        self.bytes = bytes
        skeleton = Array(wire.skeleton)
        hash = Tag.leaf.digest(UInt32(skeleton.count).bigEndianBytes, skeleton, inner)
    }

    /// Whether the values are gone, by redaction or because they have not arrived.
    public var lacksPayload: Bool { payload == nil }

    /// The same leaf without its values.
    public func redacted() throws(LogError) -> Leaf {
        guard let wire = try? WireLeaf(serializedBytes: bytes) else { throw .malformed(.leaf) }
        guard wire.innerHash.isEmpty else { return self }
        var redacted = WireLeaf()
        redacted.skeleton = wire.skeleton
        let inner: Digest<LeafBytes> = Digest(ofUntagged: wire.salt + wire.payload)
        redacted.innerHash = Data(inner.bytes)
        guard let bytes = try? redacted.serializedData() else { throw .malformed(.leaf) }
        return try Leaf(redacted, bytes: Array(bytes))
    }

    /// When the change was made.
    func time() throws(LogError) -> HybridTime {
        HybridTime(rawValue: try WireSkeleton.checked(skeleton).time)
    }

    /// What the merge works on.
    ///
    /// - Parameters:
    ///   - log: the log that the leaf stands in.
    ///   - number: its number there.
    ///   - absent: what the entries hold if the payload is gone: `redacted` where a redaction that names the
    ///     leaf is held, else `missing`.
    /// - Returns: the change under its name, with its values or what stands for them.
    /// - Throws: ``LogError/malformed(_:)`` or ``LogError/tooLarge(_:)`` for the skeleton or the payload.
    public func change(
        in log: LogID,
        number: UInt64,
        absent: EntryContent = .missing
    ) throws(LogError) -> MergeableChange {
        let skeleton = try WireSkeleton.checked(skeleton)
        let count = skeleton.valueCount
        var contents = [EntryContent](repeating: absent, count: count)
        if let payload {
            guard let values = try? WirePayload(serializedBytes: payload).values, values.count == count else {
                throw .malformed(.payload)
            }
            contents = values.map { .value(Array($0)) }
        }
        let name = ChangeName(log: log, number: number, leafPrefix: hash.prefix)
        return try MergeableChange(name: name, skeleton: skeleton, contents: contents)
    }
}
