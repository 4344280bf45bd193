/// A change where it stands: what a redaction can name.
public struct PlacedChange: Hashable, Sendable {
    /// With the values that are left of it: what was erased is `redacted`, but for what was restated.
    public let change: MergeableChange
    /// The segment that carries it.
    public let segment: SegmentID
    /// Who wrote it; `nil` for the server, and where a predecessor of the segment has not arrived.
    public let pseudonym: String?
    /// What erased it; values that are there all the same were restated.
    public let redaction: Redaction?

    public init(change: MergeableChange, segment: SegmentID, pseudonym: String?, redaction: Redaction?) {
        self.change = change
        self.segment = segment
        self.pseudonym = pseudonym
        self.redaction = redaction
    }

    /// The fields in which it holds a sought value, ascending.
    public func fields(holding sought: SoughtValues) -> [FieldNumber] {
        change.writes.filter { write in
            write.contents.contains { content in
                content.valueBytes.map { sought.cover($0, in: write.field, of: change.record.kind) } ?? false
            }
        }
        .map(\.field)
    }

    /// Whether it holds, or may yet get, a value that somebody recorded.
    public var holdsValues: Bool {
        change.writes.contains { write in
            write.field.rawValue >= Limits.firstRecordField && write.contents.contains { $0 != .redacted }
        }
    }
}
