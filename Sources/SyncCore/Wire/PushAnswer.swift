import FoundationEssentials

/// A server's answer to one pushed segment.
public struct PushAnswer: Hashable, Sendable {
    /// What became of the segment.
    public enum Outcome: Hashable, Sendable {
        /// Durable.
        case stored(SignedReceipt)
        /// Durable; its writes wait for an administrator.
        case held(SignedReceipt)
        /// Durable; another segment continues the same one.
        case forked(SignedReceipt)
        /// Stored, but a payload is missing.
        case incomplete
        /// The predecessor is not held.
        case gap(wanted: SegmentID)
        /// Nothing stored. The code is a ``Problem/Code``'s or a newer server's own.
        case refused(code: String, detail: String)
    }

    /// `nil` if the segment could not be read.
    public let segment: SegmentID?
    public let outcome: Outcome

    public init(segment: SegmentID?, outcome: Outcome) {
        self.segment = segment
        self.outcome = outcome
    }

    package init(_ wire: WirePushOutcome) throws(WireError) {
        segment = SegmentID(bytes: wire.segment)
        guard segment != nil || wire.segment.isEmpty else { throw .malformed(.pushOutcome) }
        outcome =
            switch wire.status {
            case .stored: .stored(try SignedReceipt(wire.receipt))
            case .held: .held(try SignedReceipt(wire.receipt))
            case .forked: .forked(try SignedReceipt(wire.receipt))
            case .incomplete: .incomplete
            case .gap: .gap(wanted: try Self.wanted(wire))
            case .refused: .refused(code: wire.code, detail: wire.detail)
            case .unknown, .UNRECOGNIZED: throw .malformed(.pushOutcome)
            }
    }

    package var wire: WirePushOutcome {
        var wire = WirePushOutcome()
        wire.segment = Data(segment?.bytes ?? [])
        switch outcome {
        case .stored(let receipt): (wire.status, wire.receipt) = (.stored, receipt.wire)
        case .held(let receipt): (wire.status, wire.receipt) = (.held, receipt.wire)
        case .forked(let receipt): (wire.status, wire.receipt) = (.forked, receipt.wire)
        case .incomplete: wire.status = .incomplete
        case .gap(let wanted): (wire.status, wire.wanted) = (.gap, Data(wanted.bytes))
        case .refused(let code, let detail):
            (wire.status, wire.code, wire.detail) = (.refused, code, detail)
        }
        return wire
    }

    private static func wanted(_ wire: WirePushOutcome) throws(WireError) -> SegmentID {
        guard let wanted = SegmentID(bytes: wire.wanted) else { throw .malformed(.pushOutcome) }
        return wanted
    }
}
