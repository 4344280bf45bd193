import FieldModel
import Foundation
import SyncCore

/// Why a file of areas is not taken; nothing was written.
public enum AreaFileFault: Hashable, Sendable {
    /// It is no GeoJSON FeatureCollection.
    case notACollection
    /// A feature lacks a name; they are counted from 1.
    case nameMissing(feature: Int)
    /// A feature is neither a Polygon, a MultiPolygon nor a Point.
    case notAnArea(name: String)
    /// Its numbers are no degrees of WGS 84: they may be metres of another system.
    case notDegrees(name: String)
    /// Its boundary has more points than one change holds.
    case tooManyPoints(name: String)
}

/// The areas of a GeoJSON file, such as a city's open data has them.
///
/// A feature is named by its property `name` or `namn`. A polygon is the area's boundary, a point where it is
/// drawn on a schematic map.
///
/// Source: RFC 7946.
struct AreaFile: Sendable {
    struct Entry: Sendable {
        let name: String
        let edit: FieldEdit
    }

    let entries: [Entry]

    /// Decimals of a degree that are kept: a decimetre.
    private static let decimals = 6

    /// - Throws: ``ServerError/areasNotTaken(_:)``
    init(_ text: String) throws(ServerError) {
        guard let document = try? JSONValue(line: text), document["type"] == .string("FeatureCollection")
        else { throw .areasNotTaken(.notACollection) }
        var entries: [Entry] = []
        for (index, feature) in (document["features"]?.elements ?? []).enumerated() {
            let properties = feature["properties"]
            let written = properties?["name"] ?? properties?["namn"]
            guard case .string(let typed)? = written, case .text(let name) = Value.canonicalText(typed),
                !name.isEmpty
            else { throw .areasNotTaken(.nameMissing(feature: index + 1)) }
            entries.append(Entry(name: name, edit: try Self.edit(for: feature["geometry"], of: name)))
        }
        guard !entries.isEmpty else { throw .areasNotTaken(.notACollection) }
        self.entries = entries
    }

    private static func edit(for geometry: JSONValue?, of name: String) throws(ServerError) -> FieldEdit {
        guard let coordinates = geometry?["coordinates"], case .string(let type)? = geometry?["type"],
            ["Point", "Polygon", "MultiPolygon"].contains(type)
        else { throw .areasNotTaken(.notAnArea(name: name)) }
        let short = shortened(coordinates)
        guard areDegrees(short) else { throw .areasNotTaken(.notDegrees(name: name)) }
        if type == "Point" {
            guard case .number(let longitude)? = short.elements.first,
                case .number(let latitude)? = short.elements.last,
                let position = Position(
                    latitude: Double(truncating: latitude as NSDecimalNumber),
                    longitude: Double(truncating: longitude as NSDecimalNumber)
                )
            else { throw .areasNotTaken(.notAnArea(name: name)) }
            return .set(Area.approximatePoint.number, position.fieldValue)
        }
        let text = JSONValue.object(["type": .string(type), "coordinates": short]).line
        guard text.utf8.count <= Boundary.longestText else {
            throw .areasNotTaken(.tooManyPoints(name: name))
        }
        guard Boundary(geoJSON: text) != nil else { throw .areasNotTaken(.notAnArea(name: name)) }
        return .set(Area.boundary.number, .text(text))
    }

    /// Without heights, and with no more decimals than a boundary needs.
    private static func shortened(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements):
            let isPoint = elements.first.map { if case .number = $0 { true } else { false } } ?? false
            return .array((isPoint ? Array(elements.prefix(2)) : elements).map(shortened))
        case .number(var number):
            var rounded = Decimal()
            NSDecimalRound(&rounded, &number, decimals, .plain)
            return .number(rounded)
        default: return value
        }
    }

    private static func areDegrees(_ value: JSONValue) -> Bool {
        switch value {
        case .array(let elements): elements.allSatisfy(areDegrees)
        case .number(let number): (-180...180).contains(number)
        default: false
        }
    }
}
