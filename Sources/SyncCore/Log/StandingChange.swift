/// An entry of the control log that ends or lessens what a log's writes count for.
///
/// Several may hold for one log, as when a member is demoted and later leaves: a segment then counts with the
/// rights that all of them leave. To release what is held back is to remove the standing change.
public struct StandingChange: Hashable, Sendable {
    public let log: LogID
    /// The last segment that keeps its rights; `nil` if none does.
    public let lastSegment: SegmentID?
    /// What later segments count for.
    public let rights: Rights

    public init(log: LogID, lastSegment: SegmentID?, rights: Rights) {
        self.log = log
        self.lastSegment = lastSegment
        self.rights = rights
    }

    /// The record that holds the standing changes of a log.
    public static func record(of log: LogID) -> RecordKey {
        RecordKey(kind: ControlLog.standingChange, id: RecordID(high: log.high, low: log.low))
    }

    /// What the control log writes to add it.
    public var edit: RecordEdit {
        RecordEdit(record: Self.record(of: log), edits: [.add(ControlLog.content, [value])])
    }

    /// What the control log writes to take it back.
    public var release: RecordEdit {
        RecordEdit(record: Self.record(of: log), edits: [.remove(ControlLog.content, [value])])
    }

    /// The standing changes that hold, in the order of their bytes; a record of another kind has none, and
    /// what cannot be read is left out.
    public static func all(in record: RecordView) -> [StandingChange] {
        guard record.key.kind == ControlLog.standingChange else { return [] }
        return (record[ControlLog.content]?.elements ?? []).compactMap(StandingChange.init(value:))
            .filter { Self.record(of: $0.log) == record.key }
    }

    /// Group (id of the log, bytes of the segment id or none, integer rights).
    private var value: Value {
        .group([
            .id(RecordID(high: log.high, low: log.low)),
            .bytes(lastSegment?.bytes ?? []),
            .integer(Int64(rights.rawValue)),
        ])
    }

    private init?(value: Value) {
        guard case .group(let members) = value, members.count == 3,
            case .id(let log) = members[0],
            case .bytes(let segment) = members[1],
            case .integer(let number) = members[2],
            let rights = UInt32(exactly: number)
        else { return nil }
        let lastSegment = SegmentID(bytes: segment)
        guard segment.isEmpty || lastSegment != nil else { return nil }
        self.init(
            log: LogID(high: log.high, low: log.low),
            lastSegment: lastSegment,
            rights: Rights(rawValue: rights)
        )
    }
}
