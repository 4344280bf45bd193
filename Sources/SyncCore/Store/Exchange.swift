/// A segment with its place in a server's numbering.
public struct NumberedSegment: Hashable, Sendable {
    public let position: UInt64
    public let segment: Segment
}

/// What the sync engine and the server read and keep besides ``Replica/ingest(_:)``.
extension Replica {
    public func vector(of space: SpaceID) throws(StoreError) -> VersionVector { preconditionFailure("contract") }

    /// Segments after N in a server's numbering, ascending, until `byteLimit` encoded bytes or `countLimit`.
    public func segments(
        of space: SpaceID,
        after position: UInt64,
        countLimit: Int,
        byteLimit: Int
    ) throws(StoreError) -> [NumberedSegment] { preconditionFailure("contract") }

    /// H_N of the present generation; `nil` if N was never reached.
    public func chain(of space: SpaceID, at position: UInt64) throws(StoreError) -> ChainHash? {
        preconditionFailure("contract")
    }

    /// Own sealed segments without a receipt of the present generation, in order.
    public func unacknowledgedSegments(
        of space: SpaceID,
        countLimit: Int,
        byteLimit: Int
    ) throws(StoreError) -> [Segment] { preconditionFailure("contract") }

    /// Keeps receipts: from now on these segments are safe on the server.
    public func keepReceipts(
        _ receipts: [(segment: SegmentID, position: StreamPosition, signed: [UInt8])],
        in space: SpaceID
    ) throws(StoreError) { preconditionFailure("contract") }

    /// Keeps the end of a sync: when, and the clock's skew.
    public func finishSync(
        of space: SpaceID,
        at milliseconds: Int64,
        skew: Int64?
    ) throws(StoreError) { preconditionFailure("contract") }

    /// Starts a numbering: on a server, when a space is added or the generation changes.
    public func startGeneration(_ generation: Generation, of space: SpaceID) throws(StoreError) {
        preconditionFailure("contract")
    }
}
