import FieldModel
import Foundation
import Situation
import SyncCore

/// A record as a GeoJSON feature.
///
/// - `geometry`: an area's boundary, else the point where the record is (its own position, else that of its
///   place or its settlement), else `null`.
/// - `properties`: the shown value of each field by its name, as ``FieldModel/RecordDocument`` writes it, but
///   flat: a reference as what its record is called, with the id in `…_id`; a set as an array of texts; and
///   `kind`, `area_lies_in`, `changed_at`, `withdrawn` and `open_conflicts`.
///
/// Source: RFC 7946.
struct FeatureDocument: Sendable {
    let json: JSONValue

    init(_ view: RecordView, in snapshot: Snapshot, titles: Titles) throws {
        json = .object([
            "type": .string("Feature"),
            "id": .string(view.key.id.uuidString),
            "geometry": Self.geometry(of: view, in: snapshot),
            "properties": .object(try Self.properties(of: view, in: snapshot, titles)),
        ])
    }

    /// GeoJSON's order: longitude, latitude.
    static func point(_ position: Position) -> JSONValue {
        .object([
            "type": .string("Point"),
            "coordinates": .array([
                .number(Decimal(position.longitudeUnits) / Decimal(Position.unitsPerDegree)),
                .number(Decimal(position.latitudeUnits) / Decimal(Position.unitsPerDegree)),
            ]),
        ])
    }

    private static func geometry(of view: RecordView, in snapshot: Snapshot) -> JSONValue {
        if view.key.kind == .area {
            if let text = view[Area.boundary], let boundary = try? JSONValue(line: text) { return boundary }
            return view[Area.approximatePoint].map(point) ?? .null
        }
        return snapshot.position(of: view).map(point) ?? .null
    }

    private static func properties(
        of view: RecordView,
        in snapshot: Snapshot,
        _ titles: Titles
    ) throws -> [String: JSONValue] {
        let document = RecordDocument(view).json
        var properties: [String: JSONValue] = [:]
        for name in ["kind", "changed_at", "withdrawn"] { properties[name] = document[name] }
        let conflicts = view.fields.filter { $0.status == .open }
        let kind = Catalogue.kind(view.key.kind)
        properties["open_conflicts"] = .array(
            conflicts.map { .string(kind?[$0.number]?.name ?? String($0.number.rawValue)) }
        )
        properties["area_lies_in"] = try snapshot.area(of: view).map {
            .string(try titles.title(of: RecordKey(kind: .area, id: $0)))
        }
        for field in kind?.fields ?? [] where field.form != .polygon && field.form != .position {
            guard let held = view[field.number] else { continue }
            try add(held, of: field, titles, to: &properties)
        }
        return properties
    }

    private static func add(
        _ held: FieldView,
        of field: FieldDefinition,
        _ titles: Titles,
        to properties: inout [String: JSONValue]
    ) throws {
        if held.status == .set {
            let texts = try held.elements.map { try titles.valueText.text(of: $0, in: field) }
            if !texts.isEmpty { properties[field.name] = .array(texts.map { .string($0) }) }
            return
        }
        guard let shown = held.shown else { return }
        switch field.form {
        case .reference, .anyRecord:
            properties[field.name] = .string(try titles.valueText.text(of: shown, in: field))
            if case .id(let id) = shown { properties[field.name + "_id"] = .string(id.uuidString) }
        default: properties[field.name] = RecordDocument.json(of: shown, in: field)
        }
    }
}
