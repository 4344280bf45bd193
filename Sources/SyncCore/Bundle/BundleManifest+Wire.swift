import FoundationEssentials

extension BundleManifest {
    /// - Throws: ``BundleError/otherFormat(_:)`` or ``BundleError/damaged``.
    init(_ wire: WireBundleManifest) throws(BundleError) {
        guard wire.format == SegmentHeader.currentFormat else { throw .otherFormat(wire.format) }
        madeAt = wire.madeAt
        since = wire.since == 0 ? nil : wire.since
        spaces = try wire.spaces.map { wire throws(BundleError) in try BundledSpace(wire) }
    }

    var wire: WireBundleManifest {
        var wire = WireBundleManifest()
        wire.format = SegmentHeader.currentFormat
        wire.madeAt = madeAt
        wire.since = since ?? 0
        wire.spaces = spaces.map(\.wire)
        return wire
    }
}

extension BundledSpace {
    fileprivate init(_ wire: WireBundledSpace) throws(BundleError) {
        guard let id = SpaceID(bytes: wire.space), let vector = try? VersionVector(wire.vector),
            wire.segments <= Self.greatestCount, wire.changes <= Self.greatestCount,
            wire.blobs <= Self.greatestCount
        else { throw .damaged }
        let digest = StateDigest(bytes: wire.stateDigest)
        guard digest != nil || wire.stateDigest.isEmpty else { throw .damaged }
        self.init(
            id: id,
            name: wire.name,
            vector: vector,
            stateDigest: digest,
            segments: Int(wire.segments),
            changes: Int(wire.changes),
            runs: try wire.runs.map { wire throws(BundleError) in try BundledRun(wire) },
            blobs: Int(wire.blobs)
        )
    }

    /// More than any store holds, and few enough to be added up.
    private static let greatestCount: UInt64 = 1 << 40

    fileprivate var wire: WireBundledSpace {
        var wire = WireBundledSpace()
        wire.space = Data(id.bytes)
        wire.name = name
        wire.vector = vector.wire
        wire.stateDigest = stateDigest.map { Data($0.bytes) } ?? Data()
        wire.segments = UInt64(segments)
        wire.changes = UInt64(changes)
        wire.runs = runs.map(\.wire)
        wire.blobs = UInt64(blobs)
        return wire
    }
}

extension BundledRun {
    fileprivate init(_ wire: WireBundledRun) throws(BundleError) {
        var heads = WireLogHeads()
        heads.log = wire.log
        heads.heads = wire.heads
        let after = SegmentID(bytes: wire.after)
        guard after != nil || wire.after.isEmpty,
            let (log, branches) = (try? VersionVector([heads]))?.heads.first
        else { throw .damaged }
        self.init(log: log, after: after, heads: branches)
    }

    fileprivate var wire: WireBundledRun {
        var wire = WireBundledRun()
        wire.log = Data(log.bytes)
        wire.after = after.map { Data($0.bytes) } ?? Data()
        wire.heads = VersionVector(heads: [log: heads]).wire.flatMap(\.heads)
        return wire
    }
}
