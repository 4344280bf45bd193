import FieldModel
import Foundation
import SyncCore

/// What goes, or went, and where else the same values stand, as JSON.
struct RedactionAnswer: Hashable, Sendable {
    let json: JSONValue

    /// - Parameters:
    ///   - found: where the values stand.
    ///   - request: what was asked for.
    ///   - ground: as it is written.
    ///   - plan: what was written; `nil` in a preview.
    init(_ found: FoundValues, for request: RedactionRequest, ground: Ground, plan: RedactionPlan?) {
        var members: [String: JSONValue] = [
            "preview": .bool(plan == nil),
            "kind": .string(found.kind.name),
            "id": .string(found.record.id.uuidString),
            "field": .string(found.field.name),
            "ground": .string(ground.text),
            "whole_change": .bool(request.wholeChange),
            "everywhere": .bool(request.everywhere),
            "values": .array(Self.values(of: found)),
            "changes": .array(
                found.own.map { Self.json($0, found, isWhole: request.wholeChange, goes: true) }
            ),
            "elsewhere": .array(
                found.elsewhere.prefix(ServerLimits.listedPlaces).map {
                    Self.json($0, found, isWhole: false, goes: request.everywhere)
                }
            ),
            "elsewhere_count": .number(Decimal(found.elsewhere.count)),
            "elsewhere_more": .bool(found.hasMoreElsewhere),
        ]
        members["redacted_changes"] = plan.map { .number(Decimal($0.changeCount)) }
        json = .object(members)
    }

    private static func values(of found: FoundValues) -> [JSONValue] {
        found.sought.values.sorted { $0.lexicographicallyPrecedes($1) }.map { bytes in
            (try? Value(canonicalBytes: bytes)).map { RecordDocument.json(of: $0, in: found.field) } ?? .null
        }
    }

    private static func json(
        _ placed: PlacedChange,
        _ found: FoundValues,
        isWhole: Bool,
        goes: Bool
    ) -> JSONValue {
        let kind = Catalogue.kind(placed.change.record.kind)
        func name(_ field: FieldNumber) -> JSONValue {
            .string(kind?[field]?.name ?? String(field.rawValue))
        }
        let written = placed.change.writes.filter { $0.field.rawValue >= Limits.firstRecordField }
        let holding = placed.fields(holding: found.sought)
        var members: [String: JSONValue] = [
            "kind": .string(kind?.name ?? String(placed.change.record.kind.rawValue)),
            "id": .string(placed.change.record.id.uuidString),
            "segment": .string(placed.segment.description),
            "log": .string(placed.change.name.log.description),
            "number": .number(Decimal(placed.change.name.number)),
            "time": .number(Decimal(placed.change.time.millisecondsSinceEpoch)),
            "fields": .array((isWhole ? written.map(\.field) : holding).map(name)),
            "goes": .bool(goes),
            "redacted_before": .bool(placed.redaction != nil),
        ]
        members["pseudonym"] = placed.pseudonym.map { .string($0) }
        return .object(members)
    }
}
