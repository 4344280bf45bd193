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

    /// Where the parts are among `bytes`.
    private let parts: Parts

    /// Encodes a change.
    ///
    /// - Parameters:
    ///   - change: at most ``Limits/changeEntries`` values and superseded names.
    ///   - salt: 16 random bytes; without them a redacted value could be guessed from its hash.
    /// - Throws: ``LogError/tooLarge(_:)`` beyond ``Limits/changeBytes`` or ``Limits/changeEntries``.
    public init(_ change: Change, salt: [UInt8]) throws(LogError) {
        precondition(salt.count == 16, "a leaf's salt has 128 bits")
        var values = WirePayload()
        values.values = change.writes.flatMap(\.values).map { Data($0) }
        guard let skeleton = try? WireSkeleton(change).serializedData(),
            let payload = try? values.serializedData()
        else { throw .malformed(.leaf) }
        var wire = WireLeaf()
        wire.skeleton = skeleton
        wire.salt = Data(salt)
        wire.payload = payload
        guard let bytes: [UInt8] = try? wire.serializedBytes() else { throw .malformed(.leaf) }
        guard bytes.count <= Limits.changeBytes else { throw .tooLarge(.leaf) }
        try self.init(decoding: bytes)
        _ = try self.skeleton()
    }

    /// Reads a leaf and computes its hash.
    ///
    /// - Throws: ``LogError/malformed(_:)``, also for fields that this version does not know: the hash would
    ///   not cover them, and whoever carries the leaf could put anything there.
    public init(decoding bytes: [UInt8]) throws(LogError) {
        let parts = try Parts(bytes)
        var hasher = TaggedHasher<LeafBytes>(.leaf)
        hasher.update(UInt32(parts.skeleton.count).bigEndianBytes)
        hasher.update(bytes[parts.skeleton])
        hasher.update(parts.innerHash(bytes))
        self.bytes = bytes
        self.parts = parts
        hash = hasher.finalize()
    }

    /// Whether the values are gone, by redaction or because they have not arrived.
    public var lacksPayload: Bool { !parts.isWhole }

    /// The same leaf without its values.
    public func redacted() throws(LogError) -> Leaf {
        guard parts.isWhole else { return self }
        var redacted = WireLeaf()
        redacted.skeleton = Data(bytes[parts.skeleton])
        redacted.innerHash = Data(parts.innerHash(bytes).bytes)
        guard let bytes: [UInt8] = try? redacted.serializedBytes() else { throw .malformed(.leaf) }
        return try Leaf(decoding: bytes)
    }

    /// When the change was made.
    func time() throws(LogError) -> HybridTime {
        try skeleton().time
    }

    /// The record that it is of.
    func record() throws(LogError) -> RecordKey {
        try skeleton().record
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
        let skeleton = try skeleton()
        let contents = parts.isWhole ? try values(count: skeleton.valueCount) : nil
        let name = ChangeName(log: log, number: number, leafPrefix: hash.prefix)
        return MergeableChange(
            name: name,
            skeleton: skeleton,
            contents: contents ?? [EntryContent](repeating: absent, count: skeleton.valueCount)
        )
    }

    private func skeleton() throws(LogError) -> Skeleton {
        try Skeleton(bytes, in: parts.skeleton)
    }

    private func values(count: Int) throws(LogError) -> [EntryContent] {
        var values: [EntryContent] = []
        values.reserveCapacity(count)
        do throws(MalformedMessage) {
            var reader = ProtobufReader(bytes, in: parts.payload)
            while let field = try reader.next() {
                if case (1, .bytes(let value)) = field { values.append(.value(Array(bytes[value]))) }
            }
        } catch {
            throw .malformed(.payload)
        }
        guard values.count == count else { throw .malformed(.payload) }
        return values
    }

    /// Where the parts of a `Leaf` message are among its bytes.
    private struct Parts: Hashable {
        private(set) var skeleton = 0..<0
        private(set) var payload = 0..<0
        private var salt = 0..<0
        private var inner = 0..<0

        /// Whether there is a payload, or a hash in its place.
        var isWhole: Bool { inner.isEmpty }

        init(_ bytes: [UInt8]) throws(LogError) {
            do throws(MalformedMessage) {
                var reader = ProtobufReader(bytes)
                while let field = try reader.next() {
                    switch field {
                    case (1, .bytes(let range)): skeleton = range
                    case (2, .bytes(let range)): salt = range
                    case (3, .bytes(let range)): payload = range
                    case (4, .bytes(let range)): inner = range
                    default: throw MalformedMessage()
                    }
                }
            } catch {
                throw .malformed(.leaf)
            }
            let isWhole = salt.count == 16 && inner.isEmpty
            let isRedacted = inner.count == 32 && salt.isEmpty && payload.isEmpty
            guard isWhole || isRedacted else { throw .malformed(.leaf) }
        }

        /// SHA-256(salt ‖ payload), computed or as it stands there.
        func innerHash(_ bytes: [UInt8]) -> Digest<LeafBytes> {
            if let digest = Digest<LeafBytes>(bytes: bytes[inner]) { return digest }
            var hasher = TaggedHasher<LeafBytes>()
            hasher.update(bytes[salt])
            hasher.update(bytes[payload])
            return hasher.finalize()
        }
    }
}
