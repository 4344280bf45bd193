import Foundation
public import SyncCore

/// The stable JSON form of a record, as `--json` prints it and the server's read interface gives it.
///
///     {"changed_at":"2024-11-13T13:32:10.120Z","conflicts":{"status":["confirmed","removed"]},
///      "created_at":"…","fields":{"area":"5a1c…","status":"confirmed"},"id":"0d9f…","kind":"settlement",
///      "settled":{},"space":"8f14…","withdrawn":false}
///
/// - `fields`: the shown value of each field that has one, by the field's name; a set as an array. Choices by
///   identifier, records by UUID, days as `2024-11-13`, instants in ISO 8601 with their offset, decimals as
///   numbers, exactly. A position has `latitude`, `longitude` and, if known, `accuracy`; a photo `sha256`,
///   `media_type` and perhaps `caption`; a record of any kind `kind` and `id`.
/// - `conflicts`: per field with an open conflict, every live value, the shown one first. `null` is a value
///   that was cleared, redacted or has not arrived.
/// - `settled`: likewise for what the policy settled.
/// - `redacted`, where there are any: the fields of which a live value was erased.
/// - `withdrawn`, and `withdrawal_contested` where a withdrawal met an edit that it did not see.
/// - A kind that this version does not know stands as its number in a text, such as `"99"`; a field likewise,
///   and its value as `{"bytes": …}`, the canonical bytes in hexadecimal digits.
public struct RecordDocument: Hashable, Sendable {
    public let json: JSONValue

    /// One line of JSON, members in the order of their names.
    public var line: String { json.line }

    /// The document of a record; `space` is left out where there is only one.
    public init(_ view: RecordView, space: SpaceID? = nil) {
        let kind = Catalogue.kind(view.key.kind)
        var members: [String: JSONValue] = [
            "kind": .string(kind?.name ?? String(view.key.kind.rawValue)),
            "id": .string(view.key.id.uuidString),
            "created_at": .string(Self.text(of: view.createdAt)),
            "changed_at": .string(Self.text(of: view.changedAt)),
            "withdrawn": .bool(view.isWithdrawn),
        ]
        members["space"] = space.map { .string($0.description) }
        if view.isWithdrawalContested { members["withdrawal_contested"] = .bool(true) }
        var fields: [String: JSONValue] = [:]
        var conflicts: [String: JSONValue] = [:]
        var settled: [String: JSONValue] = [:]
        for field in view.fields where field.number.rawValue >= Limits.firstRecordField {
            let definition = kind?[field.number]
            let name = definition?.name ?? String(field.number.rawValue)
            fields[name] = Self.shown(field, definition)
            switch field.status {
            case .open: conflicts[name] = .array(Self.liveValues(of: field, definition))
            case .settled: settled[name] = .array(Self.liveValues(of: field, definition))
            case .single, .set: break
            }
        }
        members["fields"] = .object(fields)
        let redacted = view.fields.filter(\.isRedacted)
            .map { kind?[$0.number]?.name ?? String($0.number.rawValue) }
        if !redacted.isEmpty { members["redacted"] = .array(redacted.map { .string($0) }) }
        members["conflicts"] = .object(conflicts)
        members["settled"] = .object(settled)
        json = .object(members)
    }

    /// One value of a field as JSON; for a value that is not of the field's form, or a field that this
    /// version does not know, its bytes.
    public static func json(of value: Value, in field: FieldDefinition?) -> JSONValue {
        if value == .empty { return .null }
        return field.flatMap { ValueWriter.json(of: value, as: $0.form) }
            ?? .object(["bytes": .string(value.canonicalBytes.hexadecimal)])
    }

    private static func shown(_ field: FieldView, _ definition: FieldDefinition?) -> JSONValue? {
        guard field.status == .set else { return field.shown.map { json(of: $0, in: definition) } }
        let elements = field.elements
        return elements.isEmpty ? nil : .array(elements.map { json(of: $0, in: definition) })
    }

    /// Each different value once, the shown one first.
    private static func liveValues(of field: FieldView, _ definition: FieldDefinition?) -> [JSONValue] {
        var seen: Set<EntryContent> = []
        return field.live.filter { seen.insert($0.content).inserted }.map { entry in
            guard case .value(let bytes) = entry.content else { return .null }
            guard let value = try? Value(canonicalBytes: bytes) else {
                return .object(["bytes": .string(bytes.hexadecimal)])
            }
            return json(of: value, in: definition)
        }
    }

    /// In UTC, since a change's time tells nothing of where its author was.
    private static func text(of time: HybridTime) -> String {
        let text = Instant(milliseconds: time.millisecondsSinceEpoch, offsetMinutes: 0).iso8601
        return text.dropLast("+00:00".count) + "Z"
    }
}
