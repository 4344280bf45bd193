import Foundation

/// The ground within an area's boundary, in WGS 84.
///
/// Source: RFC 7946, 3.1.6 and 3.1.7.
public struct Boundary: Hashable, Sendable {
    /// Degrees.
    public struct Point: Hashable, Sendable {
        public let longitude: Double
        public let latitude: Double
    }

    /// Bytes of the text of a boundary: it fits in one change.
    public static let longestText = PolygonText.longest

    /// The first ring of each polygon is its outside, the others are holes; the last point of a ring is its
    /// first.
    public let polygons: [[[Point]]]

    /// Reads the text of a GeoJSON Polygon or MultiPolygon; `nil` for anything else.
    public init?(geoJSON text: String) {
        guard PolygonText.isPolygon(text), let value = try? JSONValue(line: text),
            let coordinates = value["coordinates"]
        else { return nil }
        let isSingle = value["type"] == .string("Polygon")
        polygons = (isSingle ? [coordinates] : coordinates.elements).map { polygon in
            polygon.elements.map { ring in ring.elements.compactMap(Point.init) }
        }
    }

    /// Whether a position lies within; one on the line may count to either side.
    ///
    /// Degrees are taken as a plane's: within a district the error is below a position's own.
    ///
    /// Source: the even-odd rule with a ray along the latitude (Shimrat 1962, *Algorithm 112*).
    ///
    /// Complexity: O(*n*) in the points.
    public func contains(_ position: Position) -> Bool {
        let point = Point(longitude: position.longitude, latitude: position.latitude)
        return polygons.contains { rings in
            rings.reduce(false) { isInside, ring in isInside != Self.isOddCrossing(from: point, of: ring) }
        }
    }

    private static func isOddCrossing(from point: Point, of ring: [Point]) -> Bool {
        zip(ring, ring.dropFirst()).reduce(false) { isOdd, edge in
            let (start, end) = edge
            guard (start.latitude > point.latitude) != (end.latitude > point.latitude) else { return isOdd }
            let part = (point.latitude - start.latitude) / (end.latitude - start.latitude)
            let crossing = start.longitude + part * (end.longitude - start.longitude)
            return point.longitude < crossing ? !isOdd : isOdd
        }
    }
}

extension Boundary.Point {
    fileprivate init?(_ value: JSONValue) {
        let numbers = value.elements
        guard numbers.count == 2, case .number(let longitude) = numbers[0],
            case .number(let latitude) = numbers[1]
        else { return nil }
        self.init(
            longitude: Double(truncating: longitude as NSDecimalNumber),
            latitude: Double(truncating: latitude as NSDecimalNumber)
        )
    }
}
