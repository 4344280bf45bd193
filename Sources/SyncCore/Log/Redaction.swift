/// An entry of the control log that erases the values of changes.
///
/// Every replica drops their salts and values wherever they stand, and stores the segment without them
/// whoever brings it again. What they added and superseded stays as it was, their values being `redacted`;
/// that something was redacted, when and why, stays visible. A redaction is never taken back.
public struct Redaction: Hashable, Sendable {
    /// The segment that carries the changes.
    public let segment: SegmentID
    /// The numbers of the changes in their log: one change, or a run of them.
    public let numbers: ClosedRange<UInt64>
    /// Why: the legal ground, or the name of a retention rule; in words, not empty.
    public let ground: String

    public init(segment: SegmentID, numbers: ClosedRange<UInt64>, ground: String) {
        self.segment = segment
        self.numbers = numbers
        self.ground = ground
    }

    /// The record that holds the redactions of a segment's changes, and what is restated of them.
    public static func record(of segment: SegmentID) -> RecordKey {
        RecordKey(
            kind: ControlLog.redaction,
            id: RecordID(high: segment.words.0, low: segment.words.1)
        )
    }

    /// What the control log writes to add it.
    public var edit: RecordEdit { Self.edit([self], of: segment) }

    /// What the control log writes to add several of one segment; they must fit in one change.
    public static func edit(_ redactions: [Redaction], of segment: SegmentID) -> RecordEdit {
        let values = redactions.filter { $0.segment == segment }.map(\.value)
        return RecordEdit(record: record(of: segment), edits: [.add(ControlLog.content, values)])
    }

    /// When the control log said so; `nil` if the record of its segment's redactions does not.
    public func time(in record: RecordView) -> HybridTime? {
        let content = EntryContent.value(value.canonicalBytes)
        return record[ControlLog.content]?.live.filter { $0.content == content }.map(\.time).min()
    }

    /// Bytes of it in a change.
    var byteCount: Int { value.canonicalBytes.count }

    /// The redactions in a record, in the order of their bytes; a record of another kind has none, and what
    /// cannot be read is left out.
    public static func all(in record: RecordView) -> [Redaction] {
        guard record.key.kind == ControlLog.redaction else { return [] }
        return (record[ControlLog.content]?.elements ?? []).compactMap(Redaction.init(value:))
            .filter { Self.record(of: $0.segment) == record.key }
    }

    /// Group (bytes of the segment id, integer first number, integer last number, text ground).
    private var value: Value {
        .group([
            .bytes(segment.bytes),
            .integer(Int64(clamping: numbers.lowerBound)),
            .integer(Int64(clamping: numbers.upperBound)),
            .text(ground),
        ])
    }

    private init?(value: Value) {
        guard case .group(let members) = value, members.count == 4,
            case .bytes(let bytes) = members[0], let segment = SegmentID(bytes: bytes),
            case .integer(let first) = members[1], case .integer(let last) = members[2],
            first >= 1, first <= last,
            case .text(let ground) = members[3]
        else { return nil }
        self.init(segment: segment, numbers: UInt64(first)...UInt64(last), ground: ground)
    }
}

/// A value of a redacted change that the control log says once more, since only others of the change were to
/// be erased.
///
/// It is written in a change of its own, so that it can be redacted later without the redaction itself.
public struct Restatement: Hashable, Sendable {
    public let segment: SegmentID
    /// The number of the redacted change in its log.
    public let number: UInt64
    /// The index of the value among the values of its change, from 0.
    public let position: UInt32
    /// In canonical form.
    public let value: [UInt8]

    public init(segment: SegmentID, number: UInt64, position: UInt32, value: [UInt8]) {
        self.segment = segment
        self.number = number
        self.position = position
        self.value = value
    }

    /// What the control log writes to add several of one segment; they must fit in one change.
    public static func edit(_ restatements: [Restatement], of segment: SegmentID) -> RecordEdit {
        let values = restatements.filter { $0.segment == segment }.map(\.element)
        return RecordEdit(
            record: Redaction.record(of: segment),
            edits: [.add(ControlLog.restated, values)]
        )
    }

    /// What the control log writes to take several of one segment back, before they are erased themselves.
    static func removal(_ restatements: [Restatement], of segment: SegmentID) -> RecordEdit {
        let values = restatements.filter { $0.segment == segment }.map(\.element)
        return RecordEdit(
            record: Redaction.record(of: segment),
            edits: [.remove(ControlLog.restated, values)]
        )
    }

    /// Bytes of it in a change.
    var byteCount: Int { element.canonicalBytes.count }

    /// What one change of the control log restates.
    static func all(in change: MergeableChange) -> [Restatement] {
        guard change.record.kind == ControlLog.redaction else { return [] }
        return change.writes.filter { $0.field == ControlLog.restated }.flatMap(\.contents)
            .compactMap(\.valueBytes).compactMap { Restatement(element: Value(readingAny: $0)) }
            .filter { Redaction.record(of: $0.segment) == change.record }
    }

    /// The restated values in a redaction's record, in the order of their bytes.
    public static func all(in record: RecordView) -> [Restatement] {
        guard record.key.kind == ControlLog.redaction else { return [] }
        return (record[ControlLog.restated]?.elements ?? []).compactMap(Restatement.init(element:))
            .filter { Redaction.record(of: $0.segment) == record.key }
    }

    /// Group (bytes of the segment id, integer number, integer position, bytes of the value).
    private var element: Value {
        .group([
            .bytes(segment.bytes), .integer(Int64(clamping: number)), .integer(Int64(position)),
            .bytes(value),
        ])
    }

    private init?(element: Value) {
        guard case .group(let members) = element, members.count == 4,
            case .bytes(let bytes) = members[0], let segment = SegmentID(bytes: bytes),
            case .integer(let number) = members[1], number >= 1,
            case .integer(let position) = members[2], let position = UInt32(exactly: position),
            case .bytes(let value) = members[3]
        else { return nil }
        self.init(segment: segment, number: UInt64(number), position: position, value: value)
    }
}
