import Foundation
public import SyncCore

/// The JSON form of one change in a record's history.
///
///     {"acknowledged":true,"arrived_at":1731504730120,"log":"5a1c…","number":7,"pseudonym":"falk-07",
///      "segment":"9f…","time":1731504730000,
///      "writes":[{"field":"status","values":[{"live":true,"position":0,"value":"confirmed"}]}]}
///
/// Times are milliseconds since 1970. A value has `superseded_by`, a log and a number, once it is not live;
/// `value` is `null` where it was cleared, and left out where it was redacted or has not arrived. `redaction`
/// has the `ground` and the `time`; values that are there all the same were restated. `held_back` names the
/// fields whose writes do not count, for want of a right.
public struct HistoryDocument: Hashable, Sendable {
    public let json: JSONValue

    /// The document of one change of a record of this kind; `nil` for a kind that this version does not know.
    public init(_ entry: HistoryEntry, of kind: KindDefinition?) {
        var members: [String: JSONValue] = [
            "log": .string(entry.change.name.log.description),
            "number": .number(Decimal(entry.change.name.number)),
            "time": .number(Decimal(entry.change.time.millisecondsSinceEpoch)),
            "arrived_at": .number(Decimal(entry.arrivedAt)),
            "acknowledged": .bool(entry.isAcknowledged),
            "writes": .array(entry.change.writes.map { Self.json($0, in: entry, of: kind) }),
        ]
        members["pseudonym"] = entry.pseudonym.map { .string($0) }
        members["segment"] = entry.segment.map { .string($0.description) }
        members["redaction"] = entry.redaction.map { Self.json($0, at: entry.redactedAt) }
        if !entry.heldBack.isEmpty {
            let names = entry.heldBack.map { kind?[$0]?.name ?? String($0.rawValue) }
            members["held_back"] = .array(names.map { .string($0) })
        }
        json = .object(members)
    }

    private static func json(_ redaction: Redaction, at time: HybridTime?) -> JSONValue {
        var members: [String: JSONValue] = ["ground": .string(redaction.ground)]
        members["time"] = time.map { .number(Decimal($0.millisecondsSinceEpoch)) }
        return .object(members)
    }

    private static func json(
        _ write: MergeableWrite,
        in entry: HistoryEntry,
        of kind: KindDefinition?
    ) -> JSONValue {
        let definition = kind?[write.field]
        let values = write.contents.enumerated().map { index, content -> JSONValue in
            let name = EntryName(change: entry.change.name, position: write.firstPosition + UInt32(index))
            var members: [String: JSONValue] = [
                "live": .bool(entry.live.contains(name)), "position": .number(Decimal(name.position)),
            ]
            switch content {
            case .value(let bytes):
                members["value"] = (try? Value(canonicalBytes: bytes)).map {
                    RecordDocument.json(of: $0, in: definition)
                }
            case .redacted: members["redacted"] = .bool(true)
            case .missing: members["missing"] = .bool(true)
            }
            if let by = entry.supersededBy[name] {
                members["superseded_by"] = .object([
                    "log": .string(by.log.description), "number": .number(Decimal(by.number)),
                ])
            }
            return .object(members)
        }
        return .object([
            "field": .string(definition?.name ?? String(write.field.rawValue)),
            "values": .array(values),
            "resolution": .bool(write.isResolution),
        ])
    }
}
