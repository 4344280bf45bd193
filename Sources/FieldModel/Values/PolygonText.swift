import Foundation

/// A boundary as GeoJSON text.
///
/// Nothing but numbers and the words of the format is let in, so that no free text
/// hides in it.
///
/// Source: RFC 7946, 3.1.6 and 3.1.7.
enum PolygonText {
    /// In characters, of which each is a byte; it fits in one change.
    static let longest = 40_000

    static func isPolygon(_ text: String) -> Bool {
        guard text.utf8.count <= longest, case .object(let members)? = try? JSONValue(line: text),
            members.count == 2, let coordinates = members["coordinates"],
            case .string(let type)? = members["type"]
        else { return false }
        return switch type {
        case "Polygon": isRings(coordinates)
        case "MultiPolygon": elements(of: coordinates).map { !$0.isEmpty && $0.allSatisfy(isRings) } ?? false
        default: false
        }
    }

    /// Rings of at least four points, the last the same as the first.
    private static func isRings(_ value: JSONValue) -> Bool {
        guard let rings = elements(of: value), !rings.isEmpty else { return false }
        return rings.allSatisfy { ring in
            guard let points = elements(of: ring), points.count >= 4 else { return false }
            return points.first == points.last && points.allSatisfy(isPoint)
        }
    }

    /// Longitude and latitude.
    private static func isPoint(_ value: JSONValue) -> Bool {
        guard let numbers = elements(of: value), numbers.count == 2,
            case .number(let longitude) = numbers[0], case .number(let latitude) = numbers[1]
        else { return false }
        return (-180...180).contains(longitude) && (-90...90).contains(latitude)
    }

    private static func elements(of value: JSONValue) -> [JSONValue]? {
        if case .array(let elements) = value { elements } else { nil }
    }
}
