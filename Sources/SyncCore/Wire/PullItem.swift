import FoundationEssentials

/// One element of a pull.
public enum PullItem: Hashable, Sendable {
    /// A segment at position N. It is `nil` for the caller's own logs: then only the chain moves.
    case segment(position: UInt64, id: SegmentID, segment: Segment?)
    /// The end of the pull.
    case head(SignedHead)

    package init(_ wire: WirePullElement) throws(WireError) {
        if wire.hasHead {
            self = .head(try SignedHead(wire.head))
            return
        }
        guard wire.position >= 1, let id = SegmentID(bytes: wire.segmentID) else {
            throw .malformed(.pullElement)
        }
        var segment: Segment?
        if wire.hasSegment {
            do throws(LogError) {
                segment = try Segment(wire.segment)
            } catch {
                throw .log(error)
            }
        }
        guard segment == nil || segment?.id == id else { throw .malformed(.pullElement) }
        self = .segment(position: wire.position, id: id, segment: segment)
    }

    package var wire: WirePullElement {
        var wire = WirePullElement()
        switch self {
        case .segment(let position, let id, let segment):
            wire.position = position
            wire.segmentID = Data(id.bytes)
            if let segment { wire.segment = segment.wire }
        case .head(let head):
            wire.head = head.wire
        }
        return wire
    }
}
