/// An entry of the control log that ends or lessens what a log's writes count for.
///
/// Several may hold for one log, as when a member is demoted and later leaves: a segment then counts with the
/// rights that all of them leave. To release what is held back is to remove the standing change.
public struct StandingChange: Hashable, Sendable {
    public let log: LogID
    /// The ends of the branches that keep their rights, each with all that is before it; empty if nothing
    /// keeps them.
    ///
    /// One, unless the log has forked. Ascending, each once.
    public let lastSegments: [SegmentID]
    /// What all other segments count for.
    public let rights: Rights

    public init(log: LogID, lastSegments: [SegmentID], rights: Rights) {
        self.log = log
        self.lastSegments = Set(lastSegments).sorted()
        self.rights = rights
    }

    /// The record that holds the standing changes of a log.
    public static func record(of log: LogID) -> RecordKey {
        RecordKey(kind: ControlLog.standingChange, id: RecordID(high: log.high, low: log.low))
    }

    /// The log whose standing changes a record holds.
    static func log(of record: RecordKey) -> LogID {
        LogID(high: record.id.high, low: record.id.low)
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

    /// Group (id of the log, bytes of the segment ids one after another, integer rights).
    private var value: Value {
        .group([
            .id(RecordID(high: log.high, low: log.low)),
            .bytes(lastSegments.flatMap(\.bytes)),
            .integer(Int64(rights.rawValue)),
        ])
    }

    private init?(value: Value) {
        guard case .group(let members) = value, members.count == 3,
            case .id(let log) = members[0],
            case .bytes(let bytes) = members[1],
            case .integer(let number) = members[2],
            let rights = UInt32(exactly: number),
            bytes.count.isMultiple(of: SegmentID.byteCount)
        else { return nil }
        let segments = stride(from: 0, to: bytes.count, by: SegmentID.byteCount).compactMap {
            SegmentID(bytes: bytes[$0..<$0 + SegmentID.byteCount])
        }
        self.init(
            log: LogID(high: log.high, low: log.low),
            lastSegments: segments,
            rights: Rights(rawValue: rights)
        )
    }
}
